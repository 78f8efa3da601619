"""What the database is made of: addresses, drivers, claims, what all tables share."""
