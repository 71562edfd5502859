"""Maps: a journey map bound to its evidence, cell by cell."""
