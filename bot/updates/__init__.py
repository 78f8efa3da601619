"""Takes updates in: receives them, keeps their order, routes them, handles each in one transaction."""
