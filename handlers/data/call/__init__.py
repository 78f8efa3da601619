"""Calling for data: what is asked, shown, sent, changed, withdrawn."""
