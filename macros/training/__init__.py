"""The training for screens and learning platforms: questions to oneself, packages, question bank, deck of cards, list of tasks."""
