"""Who has come to a forum."""
