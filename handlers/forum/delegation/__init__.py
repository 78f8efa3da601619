"""Whom a commune sends to a forum, and what they answer."""
