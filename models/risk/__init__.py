"""Risks, their history and what is done against them."""
