"""Compare the national handbook with what it was when an edition was made for it: what its editors have to look at."""
