"""How a message goes out: owed, queued at Telegram's pace, sent."""
