"""The history of a risk in words: events, questions and answers."""

from datetime import date
from typing import Any

from markupsafe import Markup

from bot.conversation.outgoing import Message, Services
from bot.conversation.turn import Turn
from bot.texts import Words, shorten
from handlers.risk.views import ThreadFiles, name_of
from models.db.base import known
from models.risk import event as risk_event
from models.risk import message as risk_message
from models.risk.case import Case
from models.risk.event import Happened, Kind, RiskEvent
from models.risk.message import Said
from models.risk.risk import Category, Proximity, Response, Severity, State

VALUE_SHOWN = 150


async def history(turn: Turn[Any], of: Case) -> Message:
    """Who did and said what, when, and from what to what; the earliest first."""
    words, services = turn.words, turn.services
    happened = await risk_event.history(turn.session, of.risk.id)
    said = await risk_message.thread(turn.session, of.risk.id)
    lines = [(h.event.at, _event(words, services, h)) for h in happened]
    lines += [(s.message.at, message_line(words, services, s)) for s in said]
    lines.sort(key=lambda line: line[0])
    title = words("risk.history_of", name=name_of(words, of))
    files = sum(s.message.attachment_id is not None for s in said)
    keyboard = [[turn.button("risk.thread_files", ThreadFiles(risk=of.risk.id), n=files)]] if files else []
    return Message(Markup("\n").join((title, *(line for _, line in lines))), keyboard)


def _event(words: Words, services: Services, happened: Happened) -> Markup:
    event = happened.event
    what = (
        _rewritten(words, event)
        if event.kind is Kind.TEXT
        else words(
            f"risk.happened_{event.kind}",
            before=_value(words, event.kind, event.before),
            after=_value(words, event.kind, event.after),
            of=shorten(event.reason or "", VALUE_SHOWN),
        )
    )
    if event.kind is Kind.STATE and event.reason:
        what += Markup(": <i>{}</i>").format(event.reason)
    at = words.moment(services.clock.local(event.at))
    who = happened.person.name if happened.person is not None else words.plain("risk.the_clock")
    return words("risk.history_line", at=at, who=who, what=what)


def _rewritten(words: Words, event: RiskEvent) -> Markup:
    """Text added to the description, or taken back from its end."""
    before, after = event.before or "", event.after or ""
    is_longer = len(after) > len(before)
    less, more = (before, after) if is_longer else (after, before)
    key = "risk.happened_text" if is_longer else "risk.happened_text_back"
    return words(key, text=shorten(more.removeprefix(less), VALUE_SHOWN))


def _value(words: Words, kind: Kind, value: str | None) -> str:
    """A stored value in words."""
    match kind:
        case _ if value is None:
            return "–"
        case Kind.STATE:
            return words.plain(f"risk.state_{known(State, value)}")
        case Kind.RAISED | Kind.SEVERITY:
            return words.plain(f"risk.severity_{known(Severity, value)}")
        case Kind.CATEGORY:
            return words.plain(f"category.{known(Category, value)}")
        case Kind.PROXIMITY:
            return words.plain(f"proximity.{known(Proximity, value)}")
        case Kind.RESPONSE:
            return words.plain(f"response.{known(Response, value)}")
        case Kind.ACTION_MOVED | Kind.ACTION_ADDED if (day := _day(value)) is not None:
            return words.day(day)
    return shorten(value, VALUE_SHOWN)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def message_line(words: Words, services: Services, said: Said) -> Markup:
    clip = " 📎" if said.message.attachment_id is not None else ""
    what = Markup("💬 {}{}").format(said.message.text, clip)
    at = words.moment(services.clock.local(said.message.at))
    return words("risk.history_line", at=at, who=said.person.name, what=what)
