"""How the weekly status looks on a phone."""
