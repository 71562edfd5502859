"""Speed and memory of klantreis beside named peers, measured in one run: ``python -m benchmarks``."""
