"""Sources: files of events become rows. Nothing is judged here."""
