"""What the person of a Turn owes: all of it, and in one line over a menu."""

from typing import Any

from markupsafe import Markup

from bot.conversation.turn import Turn
from models import todo
from models.todo import Thing


async def owed_by(turn: Turn[Any]) -> list[Thing]:
    """The soonest first."""
    return await todo.owed_by(turn.session, turn.person, turn.memberships, now=turn.now, clock=turn.services.clock)


async def headline(turn: Turn[Any]) -> Markup:
    """``Do zrobienia: 4 · /zadania``; nothing where nothing is owed."""
    owed = await owed_by(turn)
    return turn.words("todo.headline", n=len(owed)) + "\n" if owed else Markup("")
