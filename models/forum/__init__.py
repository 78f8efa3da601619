"""Forums, who is invited to them, who comes."""
