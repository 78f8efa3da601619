"""Changing a forum, or calling it off."""
