"""The teams of the communes: who is in them, who comes and goes, who is away."""
