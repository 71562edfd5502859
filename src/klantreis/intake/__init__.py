"""Intake: rows become clean events, in named steps; every dropped row has a reason and is counted."""
