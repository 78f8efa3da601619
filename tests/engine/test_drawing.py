"""Files are made outside the transaction: nobody waits for another's, and rights are asked again when they are made."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from threading import Event

import pytest
from sqlmodel import col, select

from bot.playground import Person as Phone
from bot.updates import processor
from handlers.risk.register import files as risks_files
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter
from models.people.permission import Role
from models.people.person import Membership, Person
from tests.conftest import WARSAW, Town, on_one_engine
from tests.conversations.test_risk_register import row_of
from tests.engine.test_attendance import at_the_door
from tests.unit.test_risk_register import raised

HERE, THERE = "Niepołomice", "Skawina"
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)
WITHIN, SOON = 5.0, 30.0


@dataclass
class Easel:
    """A drawing that goes on until it is let go."""

    begun: int = 0
    goes_on: Event = field(default_factory=Event)

    async def is_used(self, times: int = 1) -> None:
        async with asyncio.timeout(SOON):
            while self.begun < times:
                await asyncio.sleep(0.005)


@asynccontextmanager
async def slow(place: str, name: str) -> AsyncIterator[Easel]:
    """What this function draws takes long."""
    module = import_module(f"handlers.{place}")
    easel, draw = Easel(), getattr(module, name)

    def slowly(*given: object, **named: object) -> object:
        easel.begun += 1
        easel.goes_on.wait(30)
        return draw(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, slowly)
        try:
            yield easel
        finally:
            easel.goes_on.set()


def tap(town: Town, who: Phone, label: str) -> None:
    """Tap and do not wait."""
    message, data = next(
        (message, button["callback_data"])
        for message in reversed(who.messages)
        for row in message.buttons
        for button in row
        if label in button["text"]
    )
    town.world.tap(who.user, message, data)


async def says_at_once(who: Phone) -> None:
    """An answer comes while others draw."""
    before = len(who.messages)
    command = [{"type": "bot_command", "offset": 0, "length": 5}]
    who.world.write(who.user, who.chat, {"text": "/menu", "entities": command}, None)
    async with asyncio.timeout(WITHIN):
        while len(who.messages) < before + 2:
            await asyncio.sleep(0.005)


async def end_roles(town: Town, who: Phone, but: str | None = None) -> None:
    async with town.database.transaction() as session:
        theirs = select(Membership).join(Person).where(col(Person.telegram_id) == who.id)
        for membership in (await session.exec(theirs.order_by(col(Membership.id)))).all()[int(but is not None) :]:
            membership.ended_at = town.clock.now()


async def kept(town: Town) -> list[bytes | None]:
    async with town.database.looking() as session:
        return list((await session.exec(select(Letter.file).where(col(Letter.file_name).is_not(None)))).all())


async def at_a_button(town: Town, label: str) -> tuple[Phone, Phone]:
    """Somebody about to tap it, and somebody else."""
    jan, maria = await at_the_door(town)
    match label:
        case "Macierz" | "Excel" | "CSV":
            async with town.database.transaction() as session:
                await raised(session, await row_of(session, jan), likelihood=4, impact=5)
            await jan.say("/ryzyka")
        case "Trend":
            await town.has_projects(HERE, "Trasa rowerowa Wisła")
            await town.move_to(FRIDAY)
            await jan.say("/raport")
        case "Ta runda":
            await town.has_projects(HERE, "Trasa rowerowa Wisła")
            await town.move_to(FRIDAY + timedelta(weeks=2))
            await jan.say("/raport")
            await jan.tap("📊 Excel")
        case "Biuro":
            await jan.say("/zapros")
        case "Kalendarz":
            jan = town.people["Biskupice0"]
            await jan.say("/fora")
            await jan.tap("Forum")
        case _:
            await jan.tap("🪑 Obecność")
    return jan, maria


FILES = [
    ("risk.register.files", "draw_matrix", "Macierz"),
    ("risk.register.files", "in_sheets", "Excel"),
    ("risk.register.files", "as_csv", "CSV"),
    ("status.picture", "draw_trend", "Trend"),
    ("status.sheet", "written", "Ta runda"),
    ("team.invite", "_qr_code", "Biuro"),
    ("forum.attendance.files", "on_paper", "Lista PDF"),
    ("forum.attendance.files", "in_cells", "📊"),
    ("forum.calendar", "calendar_file", "Kalendarz"),
]


@on_one_engine
@pytest.mark.parametrize(("place", "draw", "label"), FILES)
async def test_nobody_is_held_up_by_what_is_drawn_for_another(town: Town, place: str, draw: str, label: str) -> None:
    jan, maria = await at_a_button(town, label)
    async with slow(place, draw) as easel:
        tap(town, jan, label)
        await easel.is_used()
        await says_at_once(maria)
        assert await kept(town) == []
    await town.settled()
    assert len(jan.files) == easel.begun == 1 and await kept(town) == [None]


@on_one_engine
@pytest.mark.parametrize(("place", "draw", "label"), FILES)
async def test_what_was_drawn_for_somebody_who_has_left_meanwhile_is_not_sent(
    town: Town, place: str, draw: str, label: str
) -> None:
    jan, _ = await at_a_button(town, label)
    async with slow(place, draw) as easel:
        tap(town, jan, label)
        await easel.is_used()
        await end_roles(town, jan)
    await town.settled()
    assert (len(jan.files), await kept(town)) == (0, [])


async def test_what_was_drawn_with_more_rights_is_drawn_anew_with_those_that_are_left(town: Town) -> None:
    """In two teams, and in one of them no more when the table is ready."""
    anna = await town.meets("Anna Nowak", Role.SPECIALIST, HERE)
    await town.meets("Anna Nowak", Role.SPECIALIST, THERE)
    async with town.database.transaction() as session:
        for commune in (HERE, THERE):
            await raised(session, await row_of(session, anna), commune=commune)
    await anna.say("/ryzyka")
    async with slow("risk.register.files", "as_csv") as easel:
        tap(town, anna, "CSV")
        await easel.is_used()
        await end_roles(town, anna, but=HERE)
        easel.goes_on.set()
        await town.settled()
    [file] = anna.files
    assert easel.begun == 2 and HERE in file.data.decode() and THERE not in file.data.decode()


async def test_many_who_draw_leave_room_for_the_others(town: Town) -> None:
    _, maria = await at_a_button(town, "CSV")
    crowd = [await town.meets(f"Ewa{n} Lis", Role.OFFICE) for n in range(2 * processor.AT_ONCE)]
    for one in crowd:
        await one.say("/ryzyka")
    async with slow("risk.register.files", "as_csv") as easel:
        for one in crowd:
            tap(town, one, "CSV")
        await easel.is_used(processor.DRAWN_AT_ONCE)
        await says_at_once(maria)
        assert easel.begun == processor.DRAWN_AT_ONCE
    await town.settled()
    assert [len(one.files) for one in crowd] == [1] * len(crowd)


async def test_a_tap_whose_file_is_not_drawn_yet_is_handled_after_a_restart(town: Town) -> None:
    jan, _ = await at_a_button(town, "CSV")
    async with slow("risk.register.files", "as_csv") as easel:
        tap(town, jan, "CSV")
        await easel.is_used()
        await town.stop()
        easel.goes_on.set()
        await town.start()
        await town.settled()
    assert len(jan.files) == 1


async def test_whoever_waits_long_for_a_file_is_told_so_in_a_message_that_changes(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    jan, _ = await at_a_button(town, "CSV")
    monkeypatch.setattr(processor, "SOON", 0.05)
    before = len(jan.messages)
    async with slow("risk.register.files", "as_csv") as easel:
        tap(town, jan, "CSV")
        async with asyncio.timeout(SOON):
            while len(jan.messages) == before:
                await asyncio.sleep(0.005)
        assert jan.messages[-1].text == "⏳ Przygotowuję plik, to chwilę potrwa…" and jan.files == []
        easel.goes_on.set()
        await town.settled()
    told, file = jan.messages[before:]
    assert told.text == "✅ Plik przygotowany." and len(jan.files) == 1 and file.text != told.text


async def test_what_cannot_be_drawn_is_said_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    jan, _ = await at_a_button(town, "CSV")

    def broken(*_: object) -> bytes:
        raise ValueError("no paper")

    monkeypatch.setattr(risks_files, "as_csv", broken)
    await jan.tap("CSV")
    assert "numer" in jan.messages[-1].text and jan.files == []
    async with town.database.looking() as session:
        assert (await session.exec(select(InboxUpdate).where(col(InboxUpdate.handled_at).is_(None)))).all() == []
