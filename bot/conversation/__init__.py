"""What conversations are made of: what is said, buttons, steps and their answers, the Turn."""
