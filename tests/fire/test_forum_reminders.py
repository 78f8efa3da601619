"""Reminders of forums under fire: two processes at once, answers in between, the bot down, hundreds of communes."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.conversation.outgoing import Outgoing
from bot.playground import Fault, Person
from bot.timetable import run_once
from jobs import forum_remind
from models.forum import forum_commune
from models.forum import reminder as forum_reminder
from models.forum.delegate import Delegate, State
from models.forum.forum import Forum, Kind
from models.forum.forum_commune import ForumCommune
from models.forum.reminder import Reminders
from models.mail.outbox import Letter
from models.mail.outbox import State as Outcome
from models.people import person as people
from models.people.commune import Commune, all_communes
from models.people.permission import Role
from models.people.person import Person as Row
from tests.at_once import two_processes
from tests.conftest import Town, on_sqlite, where_it_races
from tests.engine.test_queries import counted
from tests.fire.dst import at
from tests.rows import a_forum, every, telling

SENT, ANSWER_BY, STARTS = at("2026-11-24 10:00"), at("2026-12-03 15:00"), at("2026-12-10 10:00")
WEEK, DAY, TWO_HOURS = at("2026-12-03 10:00"), at("2026-12-09 10:00"), at("2026-12-10 8:00")
HALF_WAY, DAY_BEFORE = at("2026-11-30 8:00"), at("2026-12-02 15:00")
REMINDER, NUDGE, LIST = "⏰ Przypomnienie", "⏰ Czekam na odpowiedź", "Warto zadzwonić"


async def forum(
    town: Town,
    communes: Sequence[str],
    *,
    people: Sequence[Person] = (),
    state: State = State.ACCEPTED,
) -> None:
    """A forum to which these communes were invited on Tuesday; the first one sends these people."""
    async with town.database.transaction() as session:
        ids = [commune.id for commune in await all_communes(session) if commune.name in communes]
        rows = {row.telegram_id: row.id for row in (await session.exec(select(Row))).all()}
        details = {"starts_at": STARTS, "place": "Biuro SMK", "answer_by": ANSWER_BY}
        called = a_forum(SENT, **details, sent_at=SENT, delivered_at=SENT)
        await forum_commune.call(session, called, commune_ids=ids)
        for row in (await session.exec(select(ForumCommune).where(ForumCommune.forum_id == called.id))).all():
            row.invited_at = SENT
            row.answered_at = SENT if people and row.commune_id == ids[0] else None
        for person in people:
            session.add(Delegate(forum_id=called.id, commune_id=ids[0], person_id=rows[person.id], state=state))


async def niepolomice_and_skawina(town: Town, state: State = State.ACCEPTED) -> tuple[Person, Person, Person]:
    """Jan of the Office; Piotr, whom Niepołomice sends; Ewa, whose Skawina is silent."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    piotr = await town.meets("Piotr Zając", Role.SPECIALIST, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    await forum(town, ["Niepołomice", "Skawina"], people=[piotr], state=state)
    return jan, piotr, ewa


def told(person: Person, what: str) -> int:
    """How many of their messages say so now."""
    return sum(what in message.text for message in person.messages)


async def ticks(town: Town, moment: datetime) -> None:
    """The clock moves there and the jobs look once."""
    town.clock.now = lambda: moment
    await town.app.timetable.tick()
    await town.settled()


async def reminds(town: Town, moment: datetime) -> int:
    """Only this job looks; how many messages it has written."""
    town.clock.now = lambda: moment
    written = await run_once(forum_remind.job, town.database, town.app.services)
    town.app.courier.look()
    await town.settled()
    return written


async def held_up(town: Town, person: Person, moment: datetime) -> None:
    """The jobs look what is due, but Telegram tells the courier to wait with what goes to this person."""
    flood = town.server.faults.add(Fault("429", method="sendMessage", chat=person.id, times=1, seconds=3))
    town.clock.now = lambda: moment
    await town.app.timetable.tick()
    while flood.times:
        await asyncio.sleep(0.01)


@where_it_races
async def test_two_processes_tick_at_once(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """Everybody is reminded of everything once, however often and by whomever the jobs are run."""
    jan, piotr, ewa = await niepolomice_and_skawina(town)
    heard = []
    async with two_processes(town, (forum_remind.job,)) as tick:
        for moment in (HALF_WAY, DAY_BEFORE, WEEK, ANSWER_BY, DAY, TWO_HOURS):
            town.clock.now = lambda moment=moment: moment  # type: ignore[misc]
            await tick()
            heard.append((told(ewa, NUDGE), told(jan, LIST), told(piotr, REMINDER)))
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert heard == [(1, 0, 0), (2, 0, 0), (2, 0, 1), (2, 1, 1), (2, 1, 2), (2, 1, 3)]
    assert (told(piotr, "Za 7 dni."), told(piotr, "jutro o 10:00"), told(piotr, "Za 2 godziny.")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("woken", "heard"),
    [
        (at("2026-12-09 12:00"), [("To już jutro o 10:00.", 1)]),
        (at("2026-12-10 6:00"), []),
        (at("2026-12-10 8:40"), [("To już dziś o 10:00.", 1)]),
        (at("2026-12-10 10:00"), []),
    ],
)
async def test_of_what_was_due_while_the_bot_was_down_only_the_latest_is_said(
    woken: datetime, heard: list[tuple[str, int]], town: Town
) -> None:
    """What belongs into working hours waits for them; once the forum has begun nothing is said."""
    jan, piotr, _ = await niepolomice_and_skawina(town)
    await ticks(town, woken)
    await ticks(town, woken + timedelta(seconds=30))
    assert told(piotr, REMINDER) == len(heard)
    assert [(what, told(piotr, what)) for what, _ in heard] == heard
    assert told(jan, LIST) == (woken < STARTS and town.clock.is_working_time(woken))


@where_it_races
async def test_an_answer_while_the_reminder_is_being_written(town: Town) -> None:
    _, piotr, _ = await niepolomice_and_skawina(town, state=State.ASKED)
    await piotr.say("/fora")
    await piotr.tap("Forum Mobilności")
    town.clock.now = lambda: WEEK
    async with telling(town, WEEK) as outgoing:
        await forum_remind.run(outgoing)
        answering = asyncio.create_task(piotr.tap("✅ Będę"))
        await asyncio.sleep(0.3)
    assert any("Jeszcze nie wiem" in letter.arguments["text"] for letter in outgoing.letters), (
        "there was one to withdraw"
    )
    await answering
    await town.move_to(WEEK + timedelta(minutes=1))
    assert told(piotr, REMINDER) == 0


def with_button(person: Person, label: str) -> list[str]:
    """What those of their messages say that have this button."""
    return [
        message.text for message in person.messages for row in message.buttons for button in row
        if button["text"] == label
    ]  # fmt: skip


async def test_one_question_is_alive_and_changes_with_the_answer(town: Town) -> None:
    """Each reminder takes the buttons of what asked before; the last one becomes the answered invitation."""
    _, piotr, ewa = await niepolomice_and_skawina(town, state=State.ASKED)
    for person in (piotr, ewa):
        await person.say("/fora")
        await person.tap("Forum Mobilności")
    [invitation] = with_button(ewa, "🙋 Pójdę")
    assert NUDGE not in invitation
    for moment in (HALF_WAY, DAY_BEFORE, WEEK, DAY, TWO_HOURS):
        await ticks(town, moment)
        if moment in (HALF_WAY, DAY_BEFORE):
            [nudge] = with_button(ewa, "🙋 Pójdę")
            assert NUDGE in nudge
        else:
            [reminder] = with_button(piotr, "✅ Będę")
            assert REMINDER in reminder
    await piotr.tap("✅ Będę")
    [answered] = with_button(piotr, "☑ Będę")
    assert (REMINDER in answered, "Będziesz." in answered) == (False, True)
    assert with_button(piotr, "✅ Będę") == []
    await ewa.tap("🙋 Pójdę")
    [answered] = with_button(ewa, "🙋 Pójdę")
    assert (NUDGE in answered, "✅ Ewa Lis" in answered) == (False, True)


@where_it_races
async def test_answers_while_reminders_wait_for_telegram(town: Town) -> None:
    """The delegate's and the commune's."""
    _, piotr, ewa = await niepolomice_and_skawina(town, state=State.ASKED)
    await piotr.say("/fora")
    await piotr.tap("Forum Mobilności")
    await ewa.say("/fora")
    await ewa.tap("Forum Mobilności")
    await held_up(town, ewa, HALF_WAY)
    await ewa.tap("🙋 Pójdę")
    await town.settled()
    assert told(ewa, NUDGE) == 0
    await held_up(town, piotr, WEEK)
    await piotr.tap("✅ Będę")
    await town.settled()
    assert told(piotr, REMINDER) == 0
    assert told(ewa, "Za 7 dni.") == 1, "who answers is reminded of the forum like the others"


async def test_who_is_no_delegate_any_more_is_not_reminded(town: Town) -> None:
    """Declined, on the waiting list, removed, gone from the team: nothing, not even after they think better of it."""
    await niepolomice_and_skawina(town)
    states = (State.DECLINED, State.WAITING, State.REMOVED, State.ACCEPTED)
    names = ("Nie", "Czeka", "Inny", "Odszedł")
    team = [await town.meets(f"{name} Osoba", Role.SPECIALIST, "Niepołomice") for name in names]
    for person, state in zip(team, states, strict=True):
        await forum(town, ["Niepołomice"], people=[person], state=state)
    async with town.database.transaction() as session:
        gone = (await session.exec(select(Row).where(Row.telegram_id == team[-1].id))).one()
        [member] = await people.members(session, person_id=gone.id)
        await people.end_membership(session, member, now=WEEK)
    await reminds(town, WEEK)
    async with town.database.transaction() as session:
        for delegate in (await session.exec(select(Delegate).where(Delegate.state != State.REMOVED))).all():
            delegate.state = State.ACCEPTED
    await reminds(town, WEEK + timedelta(minutes=1))
    assert [told(person, REMINDER) for person in team] == [0] * 4
    await reminds(town, DAY)
    assert [told(person, REMINDER) for person in team] == [1, 1, 0, 0]


async def test_a_forum_that_is_called_off_reminds_nobody(town: Town) -> None:
    jan, piotr, ewa = await niepolomice_and_skawina(town)
    await jan.say("/fora")
    await jan.tap("Forum Mobilności")
    await jan.tap("❌ Odwołaj")
    await jan.say("Prelegent zachorował")
    await held_up(town, piotr, WEEK)
    await jan.tap("Tak, odwołuję")
    await town.settled()
    for moment in (ANSWER_BY, at("2026-12-07 10:00")):
        await ticks(town, moment)
    assert (told(piotr, REMINDER), told(ewa, NUDGE), told(jan, LIST)) == (0, 0, 0)


@pytest.mark.parametrize("what", [{"kind": Kind.TEAM}, {"sent_at": None}])
async def test_only_communes_that_have_been_asked_for_delegates_are_silent(town: Town, what: dict[str, Any]) -> None:
    """Not a team that meets, and none before all invitations are written."""
    jan, _, ewa = await niepolomice_and_skawina(town)
    async with town.database.transaction() as session:
        called = (await session.exec(select(Forum))).one()
        for name, value in what.items():
            setattr(called, name, value)
    for moment in (HALF_WAY, DAY_BEFORE, ANSWER_BY):
        # on the third of December a week is left for who comes
        assert await reminds(town, moment) == (moment == ANSWER_BY and "kind" in what)
    assert (told(ewa, NUDGE), told(jan, LIST)) == (0, 0)


async def test_a_guest_who_waits_for_a_seat_has_nothing_to_be_told(town: Town) -> None:
    await niepolomice_and_skawina(town)
    async with town.database.transaction() as session:
        sent = (await session.exec(select(Delegate))).one()
        for name, state in (("Adam Pytel", State.ACCEPTED), ("Zofia Wilk", State.WAITING)):
            guest = Delegate(forum_id=1, commune_id=sent.commune_id, guest_name=name)
            guest.state = state
            session.add(guest)
    await ticks(town, WEEK)
    anna = town.people["Anna"]
    assert (told(anna, "przypomnij im: Adam Pytel"), told(anna, "Adam Pytel, Zofia Wilk")) == (1, 0)


async def test_two_hours_before_comes_at_dawn_without_a_sound(town: Town) -> None:
    _, piotr, _ = await niepolomice_and_skawina(town)
    async with town.database.transaction() as session:
        (await session.exec(select(Forum))).one().starts_at = at("2026-12-10 8:00")
    await ticks(town, at("2026-12-09 8:00"))
    await ticks(town, at("2026-12-10 5:59"))
    assert told(piotr, REMINDER) == 1
    await ticks(town, at("2026-12-10 6:00"))
    letters = await every(town, select(Letter).where(Letter.chat_id == piotr.id).order_by(col(Letter.id)))
    day, hours = (letter for letter in letters if "Przypomnienie" in letter.arguments.get("text", ""))
    assert (day.state, hours.state) == (Outcome.SENT, Outcome.SENT)
    assert ("disable_notification" in day.arguments, "disable_notification" in hours.arguments) == (False, True)


async def test_a_reminder_that_could_not_be_sent_gives_way_to_the_next(town: Town) -> None:
    """Telegram takes nothing from the day before until two hours before the start."""
    _, piotr, _ = await niepolomice_and_skawina(town)
    await held_up(town, piotr, DAY)
    await ticks(town, TWO_HOURS)
    assert (told(piotr, REMINDER), told(piotr, "Za 2 godziny.")) == (1, 1)


async def test_what_the_office_adds_later_is_not_made_up_for(town: Town) -> None:
    """Switched off, on again after its moment: it comes with the next forum."""
    _, piotr, _ = await niepolomice_and_skawina(town)
    for rules, moment in ((Reminders(days=frozenset()), SENT), (Reminders(), WEEK + timedelta(hours=1))):
        async with town.database.transaction() as session:
            await forum_reminder.set_rules(session, rules, now=moment)
        await ticks(town, moment)
        await ticks(town, moment + timedelta(hours=1))
    assert told(piotr, REMINDER) == 0
    await ticks(town, DAY)
    assert told(piotr, REMINDER) == 1


async def a_region(town: Town, size: int) -> None:
    """So many communes with a coordinator and a delegate each, who are on no phone; half of the communes are silent."""
    await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        communes = [Commune(name=f"Gmina {number}") for number in range(size)]
        session.add_all(communes)
        await session.flush()
        for number, commune in enumerate(communes):
            for role in (Role.COORDINATOR, Role.SPECIALIST):
                person = await people.add_person(
                    session, telegram_id=10**9 + 2 * number + (role is Role.SPECIALIST), name=f"{role} {number}",
                    language="pl", now=SENT,
                )  # fmt: skip
                await people.join(session, person, role=role, commune_id=commune.id, now=SENT)
        names = [commune.name for commune in communes]
    await forum(town, names)
    async with town.database.transaction() as session:
        rows = {row.telegram_id: row.id for row in (await session.exec(select(Row))).all()}
        for number, commune in enumerate(communes[: size // 2]):
            delegates = (
                Delegate(forum_id=1, commune_id=commune.id, person_id=rows[10**9 + 2 * number + 1]),
                Delegate(forum_id=1, commune_id=commune.id, guest_name=f"Gość {number}"),
            )
            for delegate in delegates:
                delegate.state = State.ACCEPTED
            session.add_all(delegates)


QUERIES = {"nothing is due": 2, "silent communes": 11, "the list": 13, "delegates and guests": 11}


@on_sqlite
@pytest.mark.parametrize("size", [40, 400])
async def test_a_tick_asks_the_database_as_often_however_many_are_reminded(town: Town, size: int) -> None:
    """At most two hundred at a time, the list as a whole."""
    await a_region(town, size)
    counts, written = {}, {}
    for name, moment in zip(QUERIES, (SENT + timedelta(minutes=1), HALF_WAY, ANSWER_BY, DAY), strict=True):
        async with town.database.transaction() as session:
            outgoing = Outgoing(session, town.app.services, moment)
            town.clock.now = lambda moment=moment: moment  # type: ignore[misc]
            with counted() as statements:
                await forum_remind.run(outgoing)
                await session.flush()
        counts[name] = len(statements)
        written[name] = sum("⏰" in letter.arguments["text"] for letter in outgoing.letters)
    assert counts == QUERIES
    # the delegates whose week has begun are reminded together with the list
    half = size // 2
    assert written == {
        "nothing is due": 0, "silent communes": half, "the list": min(2 * half, 200),
        "delegates and guests": min(2 * half, 200),
    }  # fmt: skip


@where_it_races
async def test_four_hundred_are_reminded_in_turns_each_once(town: Town) -> None:
    await a_region(town, 400)
    town.clock.now = lambda: DAY
    written = []
    for _ in range(4):
        async with town.database.transaction() as session:
            outgoing = Outgoing(session, town.app.services, DAY)
            await forum_remind.run(outgoing)
        written.append([letter.once for letter in outgoing.letters if "⏰" in letter.arguments["text"]])
    assert [len(each) for each in written] == [200, 200, 0, 0]
    assert len({once for each in written for once in each}) == 400
