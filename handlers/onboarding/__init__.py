"""Joining: the first words, an invitation, a request to be let in."""
