"""The drawings: any noun as SVG; same input, same bytes."""
