"""How the details of a forum are read, for calling, correcting and changing it, and their usual values."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from bot.conversation import reading
from bot.conversation.buttons import Button, Choice, Keyboard, grid
from bot.conversation.form import Field, Values
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import shorten
from models.forum.forum import AGENDA_LIMIT, LINK_LIMIT, LONGEST, PLACE_LIMIT
from models.reading.moment import Flaw, read_duration

DURATIONS = (60, 90, 120, 180, 240, 480)
SHORTEST = 15
NO_PLACE: Values = {"place": None, "latitude": None, "longitude": None}
NO_LINK: Values = {"link": None}
NO_AGENDA: Values = {"agenda": None, "agenda_kind": None, "agenda_file": None}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:(?!\d+$)\S+", re.IGNORECASE)
"""What a phone would show as a web address, or as something worse."""


def no_moment(flaw: Flaw) -> str:
    """Why it was not understood as a moment."""
    return f"forum_call.moment_{flaw}"


def said(turn: Turn[Any], at: datetime) -> str:
    """``czw. 3.12, 15:00``"""
    return turn.services.moment(turn.words, at)


def days_off(turn: Turn[Any], *instants: datetime) -> list[Markup]:
    """A remark for each of these days that is not a working day."""
    clock = turn.services.clock
    days = dict.fromkeys(clock.local(at).date() for at in instants)
    off = (day for day in days if not clock.is_working_day(day))
    return [turn.words("forum.day_off", day=turn.words.day(day, weekday=True)) for day in off]


def lasts(minutes: int) -> str:
    """``1 h 30 min``"""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def minutes(_turn: Turn[Any], told: UserInput) -> int:
    """``90 min``, ``1,5 h``, if a meeting can take that long."""
    minutes = read_duration(told.text)
    if minutes is None or not SHORTEST <= minutes <= LONGEST // timedelta(minutes=1):
        raise Refused("forum_call.bad_minutes", stays=True)
    return minutes


async def usual_minutes(_turn: Turn[Any]) -> Keyboard:
    return grid([Button(lasts(usual), Choice.to(usual)) for usual in DURATIONS], 3)


def numbers(offered: Iterable[int]) -> list[Button]:
    return [Button(str(n), Choice.to(n)) for n in offered]


def pin(told: UserInput) -> Values:
    """The exact place; a pin without a name keeps the former name. Empty: it is no pin."""
    if (point := told.point) is None:
        return {}
    name = shorten(point.name, PLACE_LIMIT)
    return {**({"place": name} if name else {}), "latitude": point.latitude, "longitude": point.longitude}


def addresses(text: str) -> tuple[str, list[str]]:
    """The words, and what looks like a web address."""
    words = text.split()
    links = [word for word in words if _ADDRESS.fullmatch(word)]
    return " ".join(word for word in words if word not in links).rstrip(" ,;"), links


def located(text: str) -> Values:
    """``Biuro SMK, ul. Długa 12 https://meet.example.pl/abc``: a place, a link, or both."""
    name, links = addresses(text)
    found = [checked(link) for link in links]
    if len(found) > 1:
        raise Refused("forum_call.bad_link", stays=True)
    return {
        **({"link": found[0]} if found else {}),
        **({"place": reading.fitting(name, PLACE_LIMIT)} if name else {}),
    }


def link(_turn: Turn[Any], told: UserInput) -> str:
    """``https://…``, a web address only."""
    rest, links = addresses(told.text)
    if rest or len(links) != 1:
        raise Refused("forum_call.bad_link", stays=True)
    return checked(links[0])


def checked(address: str) -> str:
    """The address, if it is a web address and not too long."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("forum_call.bad_link", stays=True)
    return reading.fitting(address, LINK_LIMIT)


def agenda(_turn: Turn[Any], told: UserInput) -> Values:
    """A file with its caption, or a text."""
    if told.point is not None:
        raise Refused("common.text_only", stays=True)
    return {
        "agenda": reading.fitting(told.text, AGENDA_LIMIT) or None,
        "agenda_kind": told.kind if told.file_id is not None else None,
        "agenda_file": told.file_id,
    }


MINUTES: Field[Any] = Field("minutes", minutes, offers=usual_minutes)
