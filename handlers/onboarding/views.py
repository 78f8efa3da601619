"""The words and buttons on the way into a team."""

from typing import Any

from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Bare, Tap
from bot.conversation.outgoing import Message, button
from bot.conversation.turn import Turn
from bot.texts import Words
from models.people.commune import Commune
from models.people.permission import Role
from models.people.person import NAME_LIMIT, proper_name

full_name = reading.as_by(proper_name, "start.bad_name", limit=NAME_LIMIT)
"""As somebody is called, of what they have typed."""

ASK_ACCESS = Bare("access.ask")
"""Ask to be let into a team."""


class ShowRequest(Tap, tag="access.show"):
    """Who asks to be let in."""

    request: int


class Decide(Tap, tag="access.decide", was={"access.admit": {"admits": True}, "access.decline": {"admits": False}}):
    """Let the asker in, or do not."""

    request: int
    admits: bool


def place(words: Words, role: Role, commune: Commune | None) -> str:
    """``Niepołomice · koordynator``; for the Office just ``Biuro``."""
    name = words.plain(f"role.{role}")
    return f"{commune.name} · {name}" if commune is not None else name


def request_card(
    words: Words, request_id: int, name: str, where: str, in_telegram: Markup, about_them: str | None = None
) -> Message:
    """What those who decide are shown."""
    sentence = words("access.says", sentence=about_them) if about_them else ""
    keyboard = [
        [
            button(words, "access.admit", Decide(request=request_id, admits=True)),
            button(words, "access.decline", Decide(request=request_id, admits=False)),
        ]
    ]
    return Message(words("access.card", name=name, where=where, in_telegram=in_telegram) + sentence, keyboard)


def clause(turn: Turn[Any]) -> None:
    """Show the RODO clause; the question stays open."""
    rodo = turn.services.association.rodo
    turn.say("start.clause", text=getattr(rodo, turn.words.language).strip(), version=rodo.version)
