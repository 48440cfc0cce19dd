"""Lay the folder of an edition over the national content: what it may change, where, and what is told of it."""
