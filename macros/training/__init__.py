"""Make the training files for learning platforms and other programs: packages, question bank, deck of cards, list of tasks."""
