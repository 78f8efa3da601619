"""What everybody, and what the Office, can set."""
