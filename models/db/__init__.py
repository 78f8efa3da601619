"""The database: the engine, its connections, what all tables share."""
