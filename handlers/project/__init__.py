"""Projects of the communes and their milestones."""
