"""Calls for data: the Office asks for figures, communes answer."""
