"""What the ways into a team share: the draft, the clause, the request's card, the welcome."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Tap
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from bot.conversation.voice import Message, Voice, button
from bot.texts import Words
from handlers.menu import main_menu
from models.people import person as people
from models.people.commune import Commune
from models.people.person import Somebody
from models.people.right import Holding, Needs, Right, Role


class JoinDraft(Draft):
    """Somebody on the way into a team: by an invitation, or (``invitation`` None) by asking for access."""

    invitation: int | None = None
    commune: int | None = None
    role: Role
    where: str
    """``Niepołomice · koordynator``, as the person was shown it."""
    name: str = ""
    fields: list[int] = []


class AskAccess(Tap, tag="access.ask"):
    """Ask to be let into a team."""


class Admit(Tap, tag="access.admit"):
    """Let the asker in."""

    request: int


class Decline(Tap, tag="access.decline"):
    """Do not let the asker in."""

    request: int


def holds(memberships: Sequence[Holding], role: Role, commune_id: int | None) -> bool:
    """Whether somebody with these roles has this very one already."""
    return any(m.role is role and m.commune_id == commune_id for m in memberships)


def place(words: Words, role: Role, commune: Commune | None) -> str:
    """``Niepołomice · koordynator``; for the Office just ``Biuro``."""
    name = words.plain(f"role.{role}")
    return f"{commune.name} · {name}" if commune is not None else name


def request_card(words: Words, request_id: int, name: str, where: str, in_telegram: str) -> Message:
    """What those who decide are shown."""
    keyboard = [
        [
            button(words, "access.admit", Admit(request=request_id)),
            button(words, "access.decline", Decline(request=request_id)),
        ]
    ]
    return Message(words("access.card", name=name, where=where, in_telegram=in_telegram), keyboard)


async def welcome(
    voice: Voice, person: Somebody, memberships: Sequence[Holding], *, role: Role, commune: Commune | None
) -> None:
    """The newcomer gets a word of welcome, the menu and their commands; coordinator, chair and Office hear of it."""

    def greeting(words: Words) -> Message:
        menu = main_menu(words, voice.house, tuple(memberships))
        if commune is None:
            hello = words("start.welcome_office")
        else:
            hello = words("start.welcome", team=commune.name, role=words.plain(f"role.{role}"))
        return Message(Markup("\n\n").join((hello, menu.text)), menu.keyboard)

    voice.write(person.telegram_id, greeting(voice.house.texts[person.language]), urgent=True)
    voice.set_commands(person, memberships)
    leading = (Role.COORDINATOR, Role.CHAIR)
    heirs = await people.people(
        voice.session,
        roles=leading if commune is not None else (),
        commune_id=commune.id if commune is not None else None,
        or_roles=(Role.OFFICE,),
    )
    voice.tell(
        [other for other in heirs if other.id != person.id],
        lambda words: Message(words("start.joined", name=person.name, where=place(words, role, commune))),
        needs=Needs(Right.SEE_TEAM, commune.id if commune is not None else None),
    )


def clause(turn: Turn[Any]) -> None:
    """Show the RODO clause; the question stays open."""
    rodo = turn.house.association.rodo
    turn.say("start.clause", text=getattr(rodo, turn.words.language).strip(), version=rodo.version)
