"""The order of the steps in one place: a study folder in, a live map out."""
