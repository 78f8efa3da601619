"""How letters of the outbox go out: queued, at the pace Telegram allows, sent."""
