"""The bot without a token: on a local Telegram with invented people, in the browser."""
