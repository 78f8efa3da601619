"""/zadania (storyboard 10): all that somebody owes, the soonest first, each with the button that leads to it."""

from datetime import date, datetime
from typing import assert_never

from markupsafe import Markup

from bot.conversation.buttons import Button, Tap, arrows, column, page_of
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import NotAllowed
from bot.conversation.turn import Turn
from bot.texts import shorten
from handlers.data.views import Mine as ShowData
from handlers.forum.views import Show as ShowForum
from handlers.onboarding.views import ShowRequest
from handlers.owed import owed_by
from handlers.risk.views import Show as ShowRisk
from handlers.risk.views import Treat
from handlers.status.views.answer import Show as ShowStatus
from models.data.owing import DataDue, FieldsDue
from models.forum.owing import DelegationDue, InvitationDue
from models.people.owing import Owing
from models.people.request import RequestDue
from models.risk.owing import RiskDue, TreatmentDue
from models.status.owing import StatusDue
from models.todo import Thing, until

TEXT_SHOWN, LABEL_SHOWN = 120, 24
FAR = 180
"""Days to a day, or since it, from which on its year is said."""


class Turned(Tap, tag="todo.page"):
    """Another page of it, as it is now."""

    page: int


todo = Conversation("todo", Draft, commands=("zadania", "todo"), parks=False)


@todo.begins
async def show_todo(turn: Turn[Draft], _words: str) -> None:
    """The most urgent; who was asked something is asked it still."""
    turn.say(await _listed(turn, 0))


@todo.tapped(Turned)
async def turn_page(turn: Turn[Draft], tap: Turned) -> None:
    """What was done meanwhile is there no more."""
    if not turn.memberships:
        raise NotAllowed
    turn.redraw(await _listed(turn, tap.page))


async def _listed(turn: Turn[Draft], page: int) -> Message:
    owed = await owed_by(turn)
    if not owed:
        return Message(turn.words("todo.nothing"))
    shown, page, last = page_of(owed, page)
    things = [(_thing(turn, owing), owing) for owing in shown]
    lines = [turn.words("todo.list", n=len(owed)), *(_line(turn, text, owing) for (text, _), owing in things)]
    buttons = [Button(shorten(text, LABEL_SHOWN), tap) for (text, tap), _ in things]
    return Message(Markup("\n").join(lines), [*column(buttons), *arrows(page, last, lambda page: Turned(page=page))])


def _thing(turn: Turn[Draft], owing: Thing) -> tuple[str, Tap]:
    """What is to be done, and the button that leads to it."""
    words = turn.words
    match owing:
        case StatusDue(obligation=id):
            text = words.plain("todo.status", where=_where(turn, owing.commune), week=owing.week)
            return text, ShowStatus(obligation=id)
        case FieldsDue(obligation=id):
            where = _where(turn, owing.commune)
            return words.plain("todo.fields", where=where, title=owing.title, n=owing.fields), ShowData(owed=id)
        case DataDue(obligation=id):
            return words.plain("todo.data", where=_where(turn, owing.commune), title=owing.title), ShowData(owed=id)
        case RiskDue(risk=id):
            text = words.plain("todo.risk", sign=owing.level.sign, number=id, commune=owing.commune)
            return text, ShowRisk(risk=id)
        case InvitationDue(forum=id):
            text = words.plain("todo.invitation", where=_where(turn, owing.commune), title=owing.title)
            return text, ShowForum(forum=id)
        case DelegationDue(forum=id):
            return words.plain("todo.delegation", title=owing.title), ShowForum(forum=id)
        case TreatmentDue(risk=risk, action=id):
            return words.plain("todo.treatment", number=risk, text=owing.text), Treat(risk=risk, action=id)
        case RequestDue(request=id):
            role, where = words.plain(f"role.{owing.role}"), _where(turn, owing.commune)
            return words.plain("todo.request", name=owing.name, where=where, role=role), ShowRequest(request=id)
    assert_never(owing)


def _where(turn: Turn[Draft], commune: str) -> str:
    """Who is of one commune alone is not told which."""
    communes = {membership.commune_id for membership in turn.memberships}
    return "" if len(communes) == 1 and None not in communes else f"{commune} · "


def _line(turn: Turn[Draft], text: str, owing: Owing) -> Markup:
    """``📋 Status: tydzień 48 · dziś 12:00``"""
    line = Markup("{}").format(shorten(text, TEXT_SHOWN))
    return Markup("{} · {}").format(line, _when(turn, owing.due)) if owing.due is not None else line


def _when(turn: Turn[Draft], due: datetime | date) -> str:
    words, instant = turn.words, until(due, turn.services.clock)
    local = turn.services.clock.local(instant)
    at = f"{local:%-H:%M}" if isinstance(due, datetime) else ""
    match (local.date() - turn.today).days:
        case 0:
            when = words.plain("todo.today", at=at).strip()
        case 1:
            when = words.plain("todo.tomorrow", at=at).strip()
        case days:
            when = words.day(local.date(), weekday=True, year=abs(days) > FAR)
    return when if turn.now <= instant else words.plain("todo.overdue", when=when)
