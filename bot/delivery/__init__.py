"""Sends the letters of the outbox: queues them, keeps the pace that Telegram allows, calls the Bot API."""
