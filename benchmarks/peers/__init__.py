"""One engine a file: how it prepares its own form of the log once, loads it, and answers.

Each module says ``NAME``, the ``LIBRARY`` it needs, its ``KIND``, what differs in ``REMARKS`` (task to
remark), the tasks to which it has ``OTHER_ANSWER``, and ``SLACK_US`` (how far its waiting times may be
off). ``prepare(data, events, folder)`` writes its form, ``load(data, events, folder)`` opens it, and a
function named like a task answers it in the engine's own type; ``rows(task, native)`` turns that into
rows of ``benchmarks.tasks``, off the clock. A task without a function is one the engine does not have.
Libraries are imported inside the functions, because the process that starts the others has none.
"""
