"""Calls for data, their fields, and what communes answer."""
