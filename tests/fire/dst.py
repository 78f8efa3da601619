"""What the phones received, minute by minute of the association's clock."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.playground.screen import plain
from bot.playground.things import Message
from models import setting
from models.people.permission import Role
from models.setting import Weekly
from tests.conftest import WARSAW, Town

USUAL = Weekly()
SAID = (
    (re.compile(r"^⏰ Przypominam:\n📋 Status: tydzień (\d+)"), "reminded of week {}"),
    (re.compile(r"^📋 Status: tydzień (\d+) .*odpowiedzi: "), "digest of week {}"),
    (re.compile(r"^📋 Status: tydzień (\d+)"), "asked for week {}"),
    (re.compile(r"^Tydzień (\d+): gmina .+ nie podała"), "told of silence in week {}"),
    (re.compile(r"^(?:📊|🔇) .+: tydzień (\d+)"), "told how week {} ended"),
    (re.compile(r"^📈 Trend: ty\w+ (?:\d+–)?(\d+)"), "trend up to week {}"),
)


def at(moment: str) -> datetime:
    """``2026-11-27 9:00`` on the wall clock in Kraków, as the machine sees it."""
    return datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=WARSAW).astimezone(UTC)


def heard(town: Town) -> list[str]:
    """Everything the bot said: ``Fri 27.11 09:00 Anna asked for week 48``."""
    received = [
        (message.sent, name, message)
        for name, phone in town.people.items()
        for message in phone.chat.messages.values()
        if message.sender is town.world.me
    ]
    received.sort(key=lambda found: found[:2])
    return [f"{sent.astimezone(WARSAW):%a %-d.%m %H:%M} {name} {_gist(message)}" for sent, name, message in received]


def _gist(message: Message) -> str:
    text = plain(message.text)
    return next((gist.format(*found.groups()) for said, gist in SAID if (found := said.search(text))), text)


def passing(first: datetime, last: datetime) -> Iterator[datetime]:
    """The first moment, the hours when something is said and the minute before them, and every third hour."""
    for instant in range(int(first.timestamp()), int(last.timestamp()) + 1, 3600):
        moment = datetime.fromtimestamp(instant, UTC)
        hour = moment.astimezone(WARSAW).hour
        said = hour in (8, 9, 12, 13)
        if said and moment > first:
            yield moment - timedelta(minutes=1)
        if said or hour % 3 == 0 or moment == first:
            yield moment


async def lives(town: Town, first: datetime, last: datetime) -> None:
    """Let the time pass, the jobs looking all the while."""
    for moment in passing(first, last):
        town.clock.now = lambda moment=moment: moment  # type: ignore[misc]
        await town.app.timetable.tick()
        await town.settled()


async def niepolomice(town: Town, now: str, weekly: Weekly = USUAL) -> None:
    """A commune that never answers, its chair, and the Office, since long before."""
    town.clock.now = lambda: at(now)
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await town.meets("Jan Kowalski", Role.OFFICE)
    await town.has_projects("Niepołomice", "Trasa rowerowa Wisła")
    async with town.database.transaction() as session:
        await setting.set_weekly(session, weekly)


def week(number: int, asked: str, reminded: str, again: str, closed: str) -> list[str]:
    """What is heard of a round that nobody answers."""
    return [
        f"{asked} Anna asked for week {number}",
        f"{reminded} Anna reminded of week {number}",
        f"{again} Anna reminded of week {number}",
        *silence(number, closed),
    ]


def silence(number: int, closed: str) -> list[str]:
    """What is heard when it closes."""
    to_jan = [f"{closed} Jan trend up to week {number}", f"{closed} Jan digest of week {number}"]
    to_anna, to_piotr = f"told how week {number} ended", f"told of silence in week {number}"
    return [f"{closed} Anna {to_anna}", *to_jan, f"{closed} Piotr {to_piotr}"]
