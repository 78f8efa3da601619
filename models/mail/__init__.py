"""Incoming updates, outgoing letters and open dialogs."""
