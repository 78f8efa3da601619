"""What the bot says of itself to those who run it: logs, metrics, errors, and where each comes from."""
