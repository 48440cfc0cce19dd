"""Read content-data/*.yml into a checked, typed Handbook, and localize it. Imports no other part but build and yaml_io."""
