"""Projects, and how they are read from a spreadsheet."""
