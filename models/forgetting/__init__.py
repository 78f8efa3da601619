"""What is forgotten: after a while by itself, or somebody altogether who has asked for it."""
