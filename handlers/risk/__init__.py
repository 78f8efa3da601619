"""Risks: raised, taken, asked about, closed."""
