"""Intake: rows become clean events, in named steps; what is dropped is counted and kept aside."""
