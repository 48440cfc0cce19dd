"""The look, punos: tokens, motif and fonts, and the files that are made of them."""
