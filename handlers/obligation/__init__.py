"""What communes owe, whatever it is."""
