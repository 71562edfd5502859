"""klantreis: map the customer journey, measure it with real evidence, find what hurts."""

__version__ = "0.1.0"
