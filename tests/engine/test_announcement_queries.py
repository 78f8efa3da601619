"""The number of queries of an announcement does not grow with those who get it; and who exactly is meant."""

from datetime import timedelta

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.playground import Person as Resident
from bot.playground.things import Message
from bot.timetable import run_once
from jobs import announce
from models import announcement as announcements
from models.announcement import Announcement, File, Filter
from models.forum import delegate
from models.forum.delegate import Delegate, State
from models.people import person
from models.people.commune import all_fields, commune_named
from models.people.permission import Role
from tests.conftest import TUESDAY, Town, on_both_engines, on_sqlite
from tests.engine.test_queries import Path, counted
from tests.rows import a_forum, certain

PATH = {
    "/ogloszenie": 6,
    "confirm": 4,
    "preview": 7,
    "send": 10,
    "the job": 9,
    "read": 6,
    "who has read it": 5,
    "correct": 8,
    "corrected": 10,
    "the job corrects": 6,
    "the last": 6,
    "recent": 5,
}


async def crowded(town: Town, *, size: int) -> tuple[Resident, Resident]:
    """Anna and so many specialists; so many announcements lie behind them."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    for number in range(size):
        await town.meets(f"Osoba{number} Lis", Role.SPECIALIST, "Skawina", fields=("mobilność",))
        await jan.say(f"/ogloszenie Numer {number}")
        await jan.tap("➡️ Podgląd")
        await jan.tap("📣 Wyślij teraz")
    await town.wait(timedelta(minutes=1))
    return jan, anna


@on_sqlite
@pytest.mark.parametrize("size", [1, 12])
async def test_queries_of_an_announcement(town: Town, size: int) -> None:
    jan, anna = await crowded(town, size=size)
    path = Path()

    await path.count("/ogloszenie", jan.say("/ogloszenie Sprawozdania do piątku"))
    await path.count("confirm", jan.tap("☐ Poproś o potwierdzenie"))
    await path.count("preview", jan.tap("➡️ Podgląd"))
    await path.count("send", jan.tap("📣 Wyślij teraz"))
    await path.count("the job", _job(town))
    await town.wait(timedelta(minutes=1))
    await path.count("read", anna.tap("✅ Przeczytane"))
    anna.sees("Potwierdzone")
    await path.count("who has read it", jan.tap("👀 Kto przeczytał"))
    await path.count("correct", jan.tap("✏️ Popraw treść", on=_card(jan)))
    await path.count("corrected", jan.say("Sprawozdania do czwartku"))
    await path.count("the job corrects", _job(town))
    await path.count("the last", jan.say("/ogloszenie"))
    await path.count("recent", jan.tap("🗂 Ostatnie"))
    assert path == PATH


@on_sqlite
async def test_pages_of_the_last_ones_turn_in_their_place(town: Town) -> None:
    jan, _ = await crowded(town, size=9)
    await jan.say("/ogloszenie")
    await jan.tap("🗂 Ostatnie")
    messages = len(jan.chat.messages)
    await jan.tap("▶️")
    jan.sees("Numer 0")
    assert len(jan.chat.messages) == messages


async def _job(town: Town) -> None:
    await run_once(announce.job, town.database, town.app.services)


def _card(jan: Resident) -> Message:
    return next(message for message in reversed(jan.messages) if "Dotarło" in message.text)


@on_sqlite
async def test_a_tick_that_finds_nothing_asks_once(town: Town) -> None:
    await crowded(town, size=3)
    await town.wait(timedelta(minutes=1))
    with counted() as statements:
        await town.app.timetable.tick()
    assert sum("announcement" in statement for statement in statements) == 1


# --- who is meant ----------------------------------------


async def meant(session: AsyncSession, new: Announcement) -> list[str]:
    await announcements.announce(session, new)
    people = await announcements.not_yet_written(session, new, limit=100)
    assert len(people) == await announcements.how_many(session, new)
    return [one.name.split()[0] for one in people]


@on_both_engines
async def test_who_is_meant(town: Town) -> None:
    """Each once: by role, commune and field; not the author, who has left, nor who joined after it was sent."""
    await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Maria Wolska", Role.OFFICE)
    await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Anna Nowak", Role.COORDINATOR_DEPUTY, "Skawina")
    await town.meets("Ola Wilk", Role.SPECIALIST, "Skawina", fields=("mobilność",))
    await town.meets("Adam Pytel", Role.SPECIALIST, "Liszki")
    await town.meets("Ewa Dawna", Role.SPECIALIST, "Liszki")
    async with town.database.transaction() as session:
        [left] = [m for m in await person.members(session) if m.person.name == "Ewa Dawna"]
        await person.end_membership(session, left, now=TUESDAY)
    town.clock.now = lambda: TUESDAY + timedelta(hours=1)
    await town.meets("Nowy Nabytek", Role.SPECIALIST, "Skawina", fields=("mobilność",))
    team = [Role.CHAIR, Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.SPECIALIST]
    async with town.database.transaction() as session:
        skawina = certain(await commune_named(session, "Skawina"))
        [mobility] = [field.id for field in await all_fields(session) if field.name == "mobilność"]
        assert mobility is not None

        async def who(*roles: Role, communes: list[int] | None = None, fields: list[int] | None = None) -> list[str]:
            audience = Filter(roles=list(roles), communes=communes, fields=fields).model_dump(mode="json")
            new = Announcement(author_id=1, text="x", audience=audience, send_at=TUESDAY, created_at=TUESDAY)
            return await meant(session, new)

        assert await who(*Role) == ["Maria", "Piotr", "Anna", "Ola", "Adam"]
        assert await who(*team, communes=[skawina.id]) == ["Anna", "Ola"]
        assert await who(*Role, communes=[skawina.id]) == ["Maria", "Anna", "Ola"]
        assert await who(*team, fields=[mobility]) == ["Piotr", "Anna", "Ola"]
        assert await who(Role.SPECIALIST, communes=[skawina.id], fields=[mobility]) == ["Ola"]


@on_both_engines
async def test_materials_go_to_those_who_come(town: Town) -> None:
    """Asked, accepted or there; not who declined, was replaced or waits for a seat, nor guests."""
    await town.meets("Jan Kowalski", Role.OFFICE)
    for state in State:
        await town.meets(f"{state.name.title()} Nowak", Role.SPECIALIST, "Skawina")
    await town.meets("Przyszła Mimoto", Role.SPECIALIST, "Skawina")
    async with town.database.transaction() as session:
        forum = a_forum(TUESDAY, starts_at=TUESDAY, answer_by=TUESDAY)
        session.add(forum)
        await session.flush()
        rows = [Delegate(forum_id=forum.id, person_id=n, state=state) for n, state in enumerate(State, start=2)]
        there = Delegate(forum_id=forum.id, person_id=7, state=State.DECLINED, attended_at=TUESDAY)
        guest = Delegate(forum_id=forum.id, guest_name="Gość", state=State.ACCEPTED)
        session.add_all([*rows, there, guest])
        await session.flush()
        new = Announcement(author_id=1, text="x", forum_id=forum.id, send_at=TUESDAY, created_at=TUESDAY)
        assert await meant(session, new) == ["Asked", "Accepted", "Przyszła"]


async def test_materials_of_several_files(town: Town) -> None:
    """Each file is a message; the last one has the words, which are corrected there, and the button."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    ola = await town.meets("Ola Wilk", Role.SPECIALIST, "Skawina")
    await jan.send_document("plan.pdf", b"1", "plan")
    file = File(kind="document", file_id=jan.messages[0].content["document"]["file_id"])
    async with town.database.transaction() as session:
        forum = a_forum(TUESDAY, starts_at=TUESDAY, answer_by=TUESDAY)
        session.add(forum)
        await session.flush()
        await delegate.add(session, [Delegate(forum_id=forum.id, person_id=2, state=State.ACCEPTED)])
        new = Announcement(
            author_id=1, text="Ustalenia", files=[file.model_dump()] * 3, asks_receipt=True, forum_id=forum.id,
            send_at=TUESDAY, created_at=TUESDAY,
        )  # fmt: skip
        await announcements.announce(session, new)
    await town.wait(timedelta(minutes=1))
    assert ["document" in message.content for message in ola.messages] == [True] * 3
    ola.sees("Materiały: Forum Mobilności")
    ola.sees("Ustalenia")
    await ola.tap("✅ Przeczytane")
    async with town.database.transaction() as session:
        found = certain(await announcements.with_id(session, new.id, locked=True))
        announcements.correct(found, text="Ustalenia i lista obecności", now=town.clock.now())
    await town.wait(timedelta(minutes=1))
    assert len(ola.messages) == 3
    assert "Ustalenia i lista obecności" in ola.messages[-1].text and "Potwierdzone" in ola.messages[-1].text
