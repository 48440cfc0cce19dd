"""Define the visual design, punos ("plait"): tokens, motif and fonts, and generate the files made of them."""
