"""A local Telegram: a strict Bot API server on loopback and people to talk to the bot.

world = World()
async with serve(world) as server:      # BOT_API_URL=server.url, BOT_TOKEN=world.token
    anna = Person(world, "Anna")
    await anna.start()
    anna.sees("Witaj")
"""

from bot.playground.errors import ApiError
from bot.playground.faults import Fault, Faults
from bot.playground.limits import Limits
from bot.playground.people import Person
from bot.playground.server import Server, serve
from bot.playground.things import Chat, File, Message, User
from bot.playground.world import World

__all__ = [
    "ApiError",
    "Chat",
    "Fault",
    "Faults",
    "File",
    "Limits",
    "Message",
    "Person",
    "Server",
    "User",
    "World",
    "serve",
]
