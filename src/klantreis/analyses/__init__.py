"""The shelf of analyses: each file counts one thing in a journey log.

Every item has ``count(part, ...)``, which counts one run of customers, ``merge(a, b)``, which adds two
such counts, and a function named like the file, which asks both of a log and words the answer as a
:class:`~klantreis.model.result.Result`. The answer does not depend on how a log is partitioned.
"""
