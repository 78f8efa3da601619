"""What comes in, what goes out, and the conversations that are open."""
