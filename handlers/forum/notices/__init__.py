"""Who is told what of a forum, and when."""
