"""Announcements of the Office."""
