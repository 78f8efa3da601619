"""The ground of the database: addresses, drivers, claims, and what all tables share."""
