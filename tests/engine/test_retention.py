"""What is forgotten after 90 days, and what is not."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from bot.playground import Person as Phone
from jobs import forget
from models.db.base import insert_new
from models.forgetting import retention
from models.mail.dialog import Dialog
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter, NewLetter, State, write
from models.mail.sender import who_is
from models.people.code_attempts import CodeAttempt
from models.people.invitation import Invitation, invite
from models.people.permission import Role
from models.people.person import Membership, with_id
from models.people.request import AccessRequest, Decision
from models.setting import Setting
from tests.conftest import TUESDAY, WARSAW, Town, on_both_engines, on_sqlite
from tests.engine.test_queries import counted
from tests.rows import every

LATER = TUESDAY + timedelta(days=91)


async def forgets(town: Town, at: datetime, *, ticks: int = 12) -> None:
    """The job alone, woken so many times that it comes to an end."""
    town.clock.now = lambda: at
    town.app.timetable.jobs = (forget.job,)
    for _ in range(ticks):
        await town.app.timetable.tick()
    await town.settled()


def letter(at: datetime, **others: Any) -> NewLetter:
    given = {"chat_id": 1, "method": "send_message", "arguments": {"text": "x"}, "created_at": at, **others}
    return NewLetter(**given)


@on_both_engines
async def test_cards_go_on_changing_after_their_letters_have_lost_their_words(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything else that was said is gone; the cards of the risk still change in their places."""
    monkeypatch.setattr(retention, "CHUNK", 3)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    ewa = await town.meets("Ewa Zielińska", Role.OFFICE)
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await anna.say("/ryzyko Osuwisko zamknęło drogę")
    await anna.tap("P+R Podłęże")
    await anna.tap("🔴")
    before = await every(town, select(Letter))
    assert len(before) > 3 and all(each.state is State.SENT for each in before)
    await forgets(town, LATER)
    after = await every(town, select(Letter))
    assert 0 < len(after) < len(before)
    assert all(each.arguments == {} and each.message_id is not None for each in after)
    await town.restart()
    assert "Jan Kowalski" not in ewa.screen()
    await jan.tap("👀 Przyjmuję")
    assert "Jan Kowalski" in ewa.screen(), "her card has changed, though what it said is forgotten"
    async with town.database.transaction() as session:
        await session.exec(sa.delete(Letter))
    await jan.tap("✅ Zamknij")
    await jan.tap("Pomiń")
    await ewa.say("/menu")
    lost = {each.refusal for each in await every(town, select(Letter)) if each.state is State.DROPPED}
    assert lost == {"the message to change was never sent"}, "a card whose letter is gone holds up nothing"


@on_both_engines
async def test_only_what_is_settled_for_long_is_forgotten(town: Town) -> None:
    day = timedelta(days=1)
    cases = {
        "sent long ago": (letter(TUESDAY, state=State.SENT, sent_at=TUESDAY), False),
        "refused long ago": (letter(TUESDAY, state=State.REFUSED, sent_at=TUESDAY), False),
        "dropped long ago": (letter(TUESDAY, state=State.DROPPED), False),
        "sent late": (letter(TUESDAY, state=State.SENT, sent_at=LATER - day), True),
        "still owed": (letter(TUESDAY, due_at=LATER + day), True),
        "sent lately": (letter(LATER - 89 * day, state=State.SENT, sent_at=LATER - 89 * day), True),
    }
    async with town.database.transaction() as session:
        await write(session, [one for one, _ in cases.values()])
        long_ago = {"received_at": TUESDAY, "handled_at": TUESDAY}
        lately = {"received_at": LATER - day, "handled_at": LATER - day}
        # Telegram begins with another number after a week of silence: the newest is not the largest
        await insert_new(session, InboxUpdate, [{"update_id": 9_000_000, **long_ago}, {"update_id": 10, **lately}])
        await insert_new(session, InboxUpdate, [{"update_id": 9_000_001, "content": "{}", "received_at": TUESDAY}])
        await invite(session, role=Role.OFFICE, commune_id=None, invited_by=None, now=TUESDAY - 15 * day)
        await invite(session, role=Role.OFFICE, commune_id=None, invited_by=None, now=LATER)
        session.add_all([CodeAttempt(telegram_id=1, at=TUESDAY), CodeAttempt(telegram_id=1, at=LATER)])
    await forgets(town, LATER)
    kept = {each.id for each in await every(town, select(Letter))}
    assert {what: one.id in kept for what, (one, _) in cases.items()} == {
        what: stays for what, (_, stays) in cases.items()
    }
    assert sorted(each.update_id for each in await every(town, select(InboxUpdate))) == [10, 9_000_001]
    assert [each.created_at for each in await every(town, select(Invitation))] == [LATER]
    assert [each.at for each in await every(town, select(CodeAttempt))] == [LATER]


@on_both_engines
async def test_a_conversation_that_nobody_goes_on_with_is_forgotten(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await anna.say("/ryzyko Osuwisko")
    await forgets(town, LATER - timedelta(days=2))
    assert len(await every(town, select(Dialog))) == 1
    await forgets(town, LATER)
    assert await every(town, select(Dialog)) == []
    await anna.tap("P+R Podłęże")
    await anna.say("/menu")


@on_both_engines
async def test_once_a_night_and_the_night_begins_at_three(town: Town) -> None:
    """What has been forgotten tonight is not looked for again, and a tick that is late does no harm."""
    before_three, at_three = (datetime(2027, 3, 28, *time, tzinfo=WARSAW) for time in ((1, 59), (3, 0)))
    old = {"state": State.SENT, "sent_at": TUESDAY}
    counts = []
    for moment in (before_three, before_three, at_three, at_three + timedelta(hours=20)):
        async with town.database.transaction() as session:
            await write(session, [letter(TUESDAY, **old)])
        await forgets(town, moment)
        counts.append(len(await every(town, select(Letter))))
    assert counts == [0, 1, 0, 1]


@on_sqlite
async def test_the_number_of_queries_of_a_tick_does_not_grow(town: Town) -> None:
    async def queries(letters: int) -> int:
        async with town.database.transaction() as session:
            await write(session, [letter(TUESDAY, state=State.SENT, sent_at=TUESDAY) for _ in range(letters)])
            await session.exec(sa.delete(Setting).where(col(Setting.name) == "forgotten"))
        with counted() as statements:
            await forgets(town, LATER, ticks=1)
        return len([each for each in statements if "job_run" not in each])

    assert await queries(5) == await queries(500) <= 12


@on_both_engines
async def test_indexes_lead_to_what_is_forgotten(town: Town) -> None:
    """Neither the updates nor what refers to a letter are read as a whole."""
    how = "EXPLAIN QUERY PLAN " if town.database.is_sqlite else "EXPLAIN "
    queries = ["SELECT update_id FROM inbox WHERE handled_at <= '2026-01-01' LIMIT 10"] + [
        f"SELECT 1 FROM {table.__tablename__} WHERE letter_id = 1"  # noqa: S608
        for table in retention.REFERRING
    ]
    async with town.database.transaction() as session:
        connection = await session.connection()
        if not town.database.is_sqlite:
            await connection.execute(sa.text("SET LOCAL enable_seqscan = off"))
        for query in queries:
            plan = str((await connection.execute(sa.text(how + query))).all())
            assert "ix_" in plan or "pk_" in plan or "PRIMARY KEY" in plan or "autoindex" in plan, (query, plan)


@on_both_engines
async def test_strangers_are_forgotten(town: Town) -> None:
    """Who has agreed to nothing, is in no team and asks for nothing; 90 days after the last word with them."""
    silent, asks, refused, agreed, left, lately = (Phone(town.world, f"Obca{n}", last_name="Osoba") for n in range(6))
    for who in (silent, asks, refused, agreed, left, lately):
        town.world.let_in(who.user)
        await who.say("/start")
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with town.database.transaction() as session:
        rows = {who: known.person for who in (asks, refused, agreed, left) if (known := await who_is(session, who.id))}
        for who, decision in ((asks, Decision.OPEN), (refused, Decision.REFUSED)):
            person_id = rows[who].id
            session.add(
                AccessRequest(
                    person_id=person_id, commune_id=1, role=Role.CHAIR, asked_at=TUESDAY, decision=decision
                )
            )  # fmt: skip
        (await with_id(session, rows[agreed].id)).consent_at = TUESDAY
        session.add(Membership(person_id=rows[left].id, commune_id=1, role=Role.CHAIR, since=TUESDAY, ended_at=TUESDAY))
    await forgets(town, LATER - timedelta(days=2))
    async with town.database.transaction() as session:
        assert await who_is(session, silent.id) is not None, "not yet"
    await lately.say("/start")
    await forgets(town, LATER)
    async with town.database.transaction() as session:
        kept = [who for who in (silent, asks, refused, agreed, left, lately, anna) if await who_is(session, who.id)]
    assert kept == [asks, refused, agreed, left, lately, anna]
    await silent.say("/start")
    silent.sees("Dzień dobry")
