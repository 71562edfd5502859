"""Door one: the command line. No arithmetic in here."""
