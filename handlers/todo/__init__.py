"""What somebody owes, of whatever noun."""
