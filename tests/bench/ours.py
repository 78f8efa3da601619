"""The bot under measurement: ``python -m bot run``, but told that the local Telegram sets no limits."""

from functools import partial

from bot import app
from bot.command_line import main
from bot.limits import Limits

UNHURRIED = Limits(per_second=1000, spacing=0.001, group_spacing=0.001)

app.running = partial(app.running, limits=UNHURRIED)
main(["run"])
