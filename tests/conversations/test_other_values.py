"""Two versions work on one database: what the other one writes, and this one does not know, harms nobody."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, TypeAlias

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from bot.demo.data import move_in
from bot.playground import Person as Phone
from bot.playground.things import Message
from bot.telemetry.meters import FAILED, JOBS_FAILED
from models.database import Database
from models.db.base import Choice, known, other
from models.mail.outbox import NewLetter, State, dropped, write
from models.mail.sender import who_is
from models.people.commune import commune_named
from models.people.permission import Right, Role, may
from models.people.person import Membership, add_person
from models.people.request import Asked, ask_for_access
from models.project.project import Readiness
from models.risk.risk import Category
from tests.conftest import TUESDAY, Town
from tests.rows import certain

Columns: TypeAlias = tuple[sa.Column[Any], ...]
UNKNOWN = "of_tomorrow"
ALONE = {"state", "role", "kind", "light", "decision"}
"""Columns that decide what else is looked at; the others of a table are unknown together."""
FRIDAY = TUESDAY + timedelta(days=2, hours=23)
PLAYED = ("jan", "anna", "kasia")
LISTS = {
    "outbox": ("menu", "status", "ryzyka"), "forum": ("fora", "forum"), "delegate": ("fora", "zespol"),
    "membership": ("zespol", "zapros", "status", "ryzyka", "ustawienia"), "project": ("projekty", "status"),
    "status_line": ("status", "raport"), "invitation": ("zapros",), "access_request": ("zespol",),
    "risk": ("ryzyka", "ryzyko", "projekty"), "risk_event": ("ryzyka",),
    "data_field": ("dane",), "data_value": ("dane",),
}  # fmt: skip
"""The commands that show what is in these tables."""
WIDE, DEEP = 6, 4
"""Buttons that are tapped under the answer to a command, and under what comes then."""
KEY = re.compile(r"\b[a-z_]+\.([a-z_]+_)?other\b")


def columns() -> Iterator[Columns]:
    """All that hold a choice, in the groups in which they are unknown together."""
    for table in SQLModel.metadata.tables.values():
        found = [column for column in table.c if isinstance(column.type, Choice)]
        yield from ((column,) for column in found if column.name in ALONE)
        if together := tuple(column for column in found if column.name not in ALONE):
            yield together


async def make_unknown(database: Database, those: Columns) -> int:
    """All values of these columns; the number of rows."""
    values = {column.name: sa.literal(UNKNOWN) for column in those}
    async with database.transaction() as session:
        done = await session.exec(sa.update(those[0].table).values(values))
    return done.rowcount


async def look_around(who: Phone, table: str) -> None:
    """The cards that are there; the lists, some of their buttons, and some of those under what comes then."""
    for card in [message for message in who.messages if message.buttons][-3:]:
        for button in buttons_of(card)[:DEEP]:
            await who.tap_data(button, on=card)
    for command in LISTS[table]:
        await who.say(f"/{command}")
        message = newest(who)
        for button in buttons_of(message)[:WIDE]:
            await who.tap_data(button, on=message)
            if (shown := newest(who)) is not message:
                for below in buttons_of(shown)[:DEEP] + buttons_of(shown)[-1:]:
                    await who.tap_data(below, on=shown)


def newest(who: Phone) -> Message | None:
    return next((message for message in reversed(who.messages) if message.buttons), None)


def buttons_of(message: Message | None) -> list[str]:
    if message is None:
        return []
    return [button["callback_data"] for row in message.buttons for button in row if "callback_data" in button]


def shown_to(who: Phone) -> str:
    labels = [button["text"] for message in who.messages for row in message.buttons for button in row]
    return "\n".join([message.text for message in who.messages] + labels)


def failed() -> float:
    return sum(sample.value for meter in (FAILED, JOBS_FAILED) for found in meter.collect() for sample in found.samples)


@pytest.mark.parametrize("those", list(columns()), ids=lambda those: f"{those[0].table.name}.{those[0].name}")
async def test_whoever_reads_a_value_of_another_version_goes_on(
    town: Town, those: Columns, caplog: pytest.LogCaptureFixture
) -> None:
    """Lists, cards and jobs, for the Office, a coordinator and a specialist."""
    cast = await move_in(town.database, town.world, town.clock, town.settings.the_association)
    people, tomasz = [cast.people[name] for name in PLAYED], cast.people["tomasz"]
    jan, anna, *_ = people
    await town.move_to(FRIDAY)
    await jan.say("/zapros")
    await jan.tap("Biuro")
    await anna.say("/ryzyko Osuwisko")
    await anna.tap("P+R")
    await anna.tap("🔴")
    await asks_to_be_let_in(town, tomasz)
    before = failed()
    assert await make_unknown(town.database, those), "there is something to read"
    caplog.clear()
    for who in people:
        await look_around(who, those[0].table.name)
    for hours in (2, 3, 70):
        await town.wait(timedelta(hours=hours))
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert failed() == before
    shown = [shown_to(who) for who in people]
    assert [found[0] for text in shown for found in KEY.finditer(text)] == [], "in words"
    for who in (*people, tomasz):
        asked = len(who.messages)
        await who.say("/menu")
        assert len(who.messages) > asked + 1, "nobody is locked out"


async def asks_to_be_let_in(town: Town, stranger: Phone) -> None:
    async with town.database.transaction() as session:
        home = certain(await commune_named(session, "Niepołomice"))
        row = await add_person(session, telegram_id=stranger.id, name="Tomasz Bąk", language="pl", now=town.clock.now())
        asked = await ask_for_access(session, row, commune_id=home.id, role=Role.SPECIALIST, now=town.clock.now())
        assert isinstance(asked, Asked)


async def test_a_role_of_another_version_gives_no_right_and_a_right_of_one_goes_to_nobody(town: Town) -> None:
    """And what is written back is what was there."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with town.database.transaction() as session:
        await session.exec(sa.update(Membership).values(role=sa.literal(UNKNOWN)))
        who = certain(await who_is(session, anna.id))
        letter = NewLetter(chat_id=anna.id, method="send_message", arguments={"text": "x"}, created_at=TUESDAY)
        letter.reads_with = other(Right)
        await write(session, [letter])
    [membership] = who.memberships
    assert membership.role is other(Role) and membership.role not in list(Role)
    assert [right for right in Right if may(who.memberships, right)] == []
    async with town.database.transaction() as session:
        [row] = (await session.exec(select(Membership))).all()
        row.ended_at = TUESDAY
    async with town.database.transaction() as session:
        assert (await session.exec(sa.text("SELECT role FROM membership"))).scalar() == UNKNOWN  # type: ignore[call-overload]
        assert await dropped(session, letter, now=TUESDAY) is not None


def test_what_stands_for_all_others() -> None:
    assert known(Category, UNKNOWN) is Category.OTHER and known(Readiness, UNKNOWN) is Readiness.UNKNOWN
    assert known(State, UNKNOWN) is other(State) and str(other(State)) == "other" and known(State, "sent") is State.SENT
