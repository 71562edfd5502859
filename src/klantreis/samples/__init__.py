"""Samples: made-up customers whose journeys are the same for the same seed.

Each module here whose name does not start with an underscore is a sample: a complete study, in
Dutch and in English, of an organisation that does not exist. ``write(folder, language="nl")``
writes its files, ``PLANTED`` names the flaws that were put into the journeys on purpose, so that
anyone can see whether the findings discover them. The list of samples is
``klantreis.registry.names("samples")``.

No clock and no chance but the seed: the same seed, language and number of customers give the same
bytes. No real customers, employees or organisations are in it.
"""
