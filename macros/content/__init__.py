"""From content-data/*.yml to a checked, typed Handbook and its view in one language. Imports nothing of the other parts."""
