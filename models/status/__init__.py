"""Status rounds, their answers and what they add up to."""
