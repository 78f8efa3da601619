"""Calling a forum."""
