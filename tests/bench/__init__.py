"""Measures the build and the live preview against plain Material builds of the same texts: make bench."""
