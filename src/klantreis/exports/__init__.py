"""The exports: a live map as bytes that other programs read."""
