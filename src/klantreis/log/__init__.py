"""The journey log: all events of a study, sorted by customer and time, coded, memory-mapped."""
