"""Escalation under fire: two processes at once, taken while it is being sent, restarted late, many risks."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.playground import Fault, Person
from bot.timetable import run_once
from jobs import risk_escalate
from models.mail.outbox import Letter
from models.people import person
from models.people.permission import Role
from models.people.person import Person as Row
from models.risk.event import Kind, RiskEvent
from models.risk.risk import NewRisk, Raised, Risk, Severity, raise_risk
from tests.at_once import two_processes
from tests.conftest import Town, on_sqlite, where_it_races
from tests.engine.test_queries import counted
from tests.fire.dst import at
from tests.rows import every

NIGHT = at("2026-11-28 3:00")
RECALL = "Nikt jeszcze nie przyjął"
DIRECTOR = "Do dyrektora Biura"


async def raised(town: Town, moment: datetime, *, times: int = 1) -> tuple[Person, Person]:
    """Anna has reported so many critical risks, of which Jan (the director) and Maria have the cards."""
    town.clock.now = lambda: moment
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    maria = await town.meets("Maria Wolska", Role.OFFICE)
    await town.has_projects("Niepołomice", "P+R Podłęże")
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    for number in range(times):
        await anna.say(f"/ryzyko Osuwisko {number}")
        await anna.tap("P+R Podłęże")
        await anna.tap("🔴 Krytyczne")
    return jan, maria


def told(person: Person, what: str) -> int:
    """How many of their messages say so now."""
    return sum(what in message.text for message in person.messages)


async def sent(town: Town, person: Person, what: str) -> int:
    """How many messages to them said so when they were written."""
    letters = await every(town, select(Letter).where(Letter.chat_id == person.id))
    return sum(what in str(letter.arguments) for letter in letters if letter.method.startswith("send_"))


@where_it_races
async def test_two_processes_tick_at_once(town: Town) -> None:
    """Each step is taken once, by one of them; the card with the next one takes the place of the one before."""
    jan, maria = await raised(town, NIGHT)
    async with two_processes(town, (risk_escalate.job,)) as tick:
        for hours in (1, 2, 3):
            town.clock.now = lambda hours=hours: NIGHT + timedelta(hours=hours)  # type: ignore[misc]
            await tick()
    assert (await sent(town, jan, RECALL), await sent(town, jan, DIRECTOR)) == (1, 1)
    assert (await sent(town, maria, RECALL), await sent(town, maria, DIRECTOR)) == (1, 0)
    for phone in (jan, maria):
        assert sum("👀 Przyjmuję" in str(message.buttons) for message in phone.messages) == 1
    kinds = await every(town, select(RiskEvent.kind).order_by(col(RiskEvent.id)))
    assert [kind for kind in kinds if kind in (Kind.RECALLED, Kind.ESCALATED)] == [Kind.RECALLED, Kind.ESCALATED]


async def test_what_was_due_while_the_bot_was_down_is_one_step(town: Town) -> None:
    """The latest: the director; nobody is recalled for the hours that have passed."""
    jan, maria = await raised(town, NIGHT)
    await town.move_to(NIGHT + timedelta(hours=9))
    assert (told(jan, RECALL), told(jan, DIRECTOR)) == (0, 1)
    assert told(maria, RECALL) == 0


@where_it_races
async def test_taken_while_the_recall_waits_for_telegram(town: Town) -> None:
    """Telegram has told the courier to wait; what it holds for Maria comes as the card is by then."""
    jan, maria = await raised(town, NIGHT)
    flood = town.server.faults.add(Fault("429", method="sendMessage", chat=maria.id, times=1, seconds=3))
    town.clock.now = lambda: NIGHT + timedelta(hours=1)
    await town.app.timetable.tick()
    while flood.times:
        await asyncio.sleep(0.01)
    await jan.tap("👀 Przyjmuję")
    await town.settled()
    assert told(maria, RECALL) == 0
    assert "👀 Przyjmuję" not in str(maria.sees("Przyjmuje: Jan Kowalski").buttons)
    assert told(jan, RECALL) == 0, "his own has changed into who took it"
    await town.move_to(NIGHT + timedelta(hours=3))
    assert told(jan, DIRECTOR) == 0


@pytest.mark.parametrize(("severity", "rings"), [("🔴 Krytyczne", True), ("🟡 Do obserwacji", False)])
async def test_a_critical_one_rings_at_night_and_others_wait(town: Town, severity: str, rings: bool) -> None:
    jan, _ = await raised(town, NIGHT, times=0)
    anna = town.people["Anna"]
    await anna.say("/ryzyko Osuwisko")
    await anna.tap("P+R Podłęże")
    await anna.tap(severity)
    letters = await every(town, select(Letter).where(Letter.chat_id == jan.id))
    [card] = [letter for letter in letters if "Zagrożenie R-1" in letter.arguments.get("text", "")]
    assert told(jan, "Zagrożenie R-1") == rings
    assert "disable_notification" not in card.arguments


async def test_reminders_of_an_action_that_is_done_meanwhile_are_withdrawn(town: Town) -> None:
    """The reminder is written, Telegram is busy, the owner ticks it."""
    jan, _ = await raised(town, at("2026-11-27 9:00"))
    await jan.tap("👀 Przyjmuję")
    for button in ("➕ Szczegóły", "☑ Działania", "➕ Dodaj działanie"):
        await jan.tap(button)
    await jan.say("Ponaglić RDOŚ")
    await jan.say("1.12")
    await jan.tap("☐ 1.12.2026 · Ponaglić RDOŚ")
    flood = town.server.faults.add(Fault("429", method="sendMessage", chat=jan.id, times=1, seconds=3))
    town.clock.now = lambda: at("2026-12-02 9:00")
    await town.app.timetable.tick()
    while flood.times:
        await asyncio.sleep(0.01)
    await jan.tap("☑ Zrobione")
    await town.settled()
    assert told(jan, "termin działania") == 0


@on_sqlite
@pytest.mark.parametrize("risks", [1, 9])
async def test_a_tick_asks_the_database_as_often_however_many_wait(town: Town, risks: int) -> None:
    await raised(town, NIGHT)
    async with town.database.transaction() as session:
        first = (await session.exec(select(Risk))).one()
        author = await session.get_one(Row, first.author_id)
        for number in range(risks):
            new = NewRisk(commune_id=first.commune_id, severity=Severity.CRITICAL, text=f"Coś {number}")
            assert isinstance(await raise_risk(session, new, by=author, now=NIGHT, sure=True), Raised)
    town.clock.now = lambda: NIGHT + timedelta(hours=1)
    with counted() as statements:
        await run_once(risk_escalate.job, town.database, town.app.services)
    events = [statement for statement in statements if statement.startswith("INSERT INTO risk_event")]
    assert (len(events), len(statements) - len(events)) == (risks + 1, 14)


# --- actions ----------------------------------------

OVERDUE, OVERDUE_OF, COMING = "Minął termin działania", "Działanie po terminie", "Zbliża się termin"


async def acts(jan: Person, due: str, owner: str | None = None) -> None:
    """He takes the risk, names who sees to it, and something to be done by that day."""
    await jan.tap("👀 Przyjmuję")
    await jan.tap("➕ Szczegóły")
    if owner is not None:
        await jan.tap("👤 Właściciel")
        await jan.tap(owner)
    await jan.tap("☑ Działania")
    await jan.tap("➕ Dodaj działanie")
    await jan.say("Ponaglić")
    await jan.say(due)


async def days_pass(town: Town, *days: int) -> None:
    for day in days:
        await town.move_to(at(f"2026-12-{day} 8:00"))


async def test_who_says_today_that_it_is_due_tomorrow_is_not_reminded_of_that(town: Town) -> None:
    jan, _ = await raised(town, at("2026-11-24 10:00"))
    await acts(jan, "25.11")
    await town.wait(timedelta(minutes=1))
    assert told(jan, COMING) == 0
    await town.move_to(at("2026-11-26 8:00"))
    assert told(jan, OVERDUE) == 1


async def test_after_a_risk_was_opened_again_those_above_hear_of_it_in_their_turn(town: Town) -> None:
    jan, _ = await raised(town, at("2026-11-24 10:00"))
    piotr = await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    anna = town.people["Anna"]
    await acts(jan, "26.11")
    await jan.say("/ryzyko R-1")
    await jan.tap("✅ Zamknij")
    await jan.tap("Pomiń")
    await days_pass(town, 1, 2, 3, 4, 7, 8, 9, 10, 11)
    assert not any(told(who, what) for who in (jan, anna, piotr) for what in (OVERDUE, OVERDUE_OF)), "it is closed"
    await town.move_to(at("2026-12-14 10:00"))
    await jan.say("/ryzyko R-1")
    await jan.tap("🔁 Otwórz ponownie")
    await jan.say("bo tak")
    await jan.tap("👀 Przyjmuję")
    await town.wait(timedelta(minutes=1))
    found = []
    for day in (14, 15, 16, 17, 18):
        await days_pass(town, day)
        found.append((told(jan, OVERDUE), told(anna, OVERDUE_OF), told(piotr, OVERDUE_OF)))
    assert found == [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 0), (1, 1, 1)]


async def test_what_was_not_done_after_all_is_chased_from_then_on(town: Town) -> None:
    jan, _ = await raised(town, at("2026-11-24 10:00"))
    anna = town.people["Anna"]
    await acts(jan, "1.12")
    await jan.tap("☐ 1.12.2026 · Ponaglić")
    await jan.tap("☑ Zrobione")
    await days_pass(town, 2, 3, 4, 7, 8, 9)
    await jan.tap("☑ 1.12.2026 · Ponaglić")
    await jan.tap("☐ Jednak niezrobione")
    found = []
    for day in (9, 10, 11):
        await town.move_to(at(f"2026-12-{day} 12:00"))
        found.append((told(jan, OVERDUE), told(anna, OVERDUE_OF)))
    assert found == [(0, 0), (1, 0), (1, 1)]


async def test_what_is_put_off_and_back_again_is_reminded_of_once_more(town: Town) -> None:
    jan, _ = await raised(town, at("2026-11-24 10:00"))
    await acts(jan, "2.12")
    await days_pass(town, 1)
    for before, due in (("2", "21.12"), ("21", "4.12")):
        await jan.tap(f"☐ {before}.12.2026 · Ponaglić")
        await jan.tap("📅 Inny termin")
        await jan.say(due)
    await jan.tap("☐ 4.12.2026 · Ponaglić")
    await jan.tap("📅 Inny termin")
    await jan.say("2.12")
    assert told(jan, COMING) == 1
    await days_pass(town, 3)
    assert told(jan, OVERDUE) == 1


async def test_an_owner_who_has_left_is_not_reminded(town: Town) -> None:
    jan, _ = await raised(town, at("2026-11-24 10:00"))
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    anna = town.people["Anna"]
    await acts(jan, "1.12", "Ewa Lis")
    async with town.database.transaction() as session:
        [member] = await person.members(session, roles=(Role.SPECIALIST,))
        await person.end_membership(session, member, now=town.clock.now())
    await days_pass(town, 2)
    assert (told(ewa, OVERDUE), told(jan, OVERDUE), told(anna, OVERDUE)) == (0, 1, 0), "who took it hears instead"


async def test_reminders_of_an_action_are_withdrawn_when_the_risk_is_closed(town: Town) -> None:
    jan, maria = await raised(town, at("2026-11-27 9:00"))
    await acts(jan, "1.12")
    await maria.tap("✅ Zamknij")
    flood = town.server.faults.add(Fault("429", method="sendMessage", chat=jan.id, times=1, seconds=3))
    town.clock.now = lambda: at("2026-12-02 9:00")
    await town.app.timetable.tick()
    while flood.times:
        await asyncio.sleep(0.01)
    await maria.tap("Pomiń")
    await town.settled()
    assert told(jan, "termin działania") == 0


async def test_the_office_hears_of_an_action_where_a_commune_has_nobody_to_tell(town: Town) -> None:
    jan, maria = await raised(town, at("2026-11-24 10:00"))
    await acts(jan, "1.12")
    await days_pass(town, 2, 3, 4, 7)
    assert (told(jan, OVERDUE_OF), told(maria, OVERDUE_OF)) == (0, 1), "there is no chair; who has taken it knows"


async def test_an_owner_who_is_the_coordinator_hears_of_it_once_and_not_of_themself(town: Town) -> None:
    jan, maria = await raised(town, at("2026-11-24 10:00"))
    anna, piotr = town.people["Anna"], await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await acts(jan, "1.12", "Anna Nowak")
    found = []
    for day in (2, 3, 4, 7):
        await days_pass(town, day)
        found.append((told(anna, OVERDUE), told(anna, OVERDUE_OF), told(piotr, OVERDUE_OF)))
    assert found == [(1, 0, 0), (1, 0, 0), (1, 0, 0), (1, 0, 1)]
    assert told(maria, OVERDUE_OF) == 0, "her chair knows"


async def test_a_second_coordinator_hears_of_what_the_first_one_owns(town: Town) -> None:
    jan, _ = await raised(town, at("2026-11-24 10:00"))
    anna, ola = town.people["Anna"], await town.meets("Ola Mak", Role.COORDINATOR_DEPUTY, "Niepołomice")
    await acts(jan, "1.12", "Anna Nowak")
    await days_pass(town, 2, 3)
    assert "Odpowiada: Anna Nowak" in ola.sees(OVERDUE_OF).text
    assert (told(anna, OVERDUE), told(anna, OVERDUE_OF)) == (1, 0)


async def test_an_owner_who_is_the_chair_is_followed_by_the_office(town: Town) -> None:
    jan, maria = await raised(town, at("2026-11-24 10:00"))
    piotr = await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await acts(jan, "1.12", "Piotr Zając")
    await days_pass(town, 2, 3, 4, 7)
    assert (told(piotr, OVERDUE), told(piotr, OVERDUE_OF)) == (1, 0)
    assert (told(jan, OVERDUE_OF), told(maria, OVERDUE_OF)) == (1, 1)


async def test_a_coordinator_who_owns_it_is_reminded_though_the_bot_was_down_that_day(town: Town) -> None:
    """In the words of the step that was left out, for it is theirs."""
    jan, _ = await raised(town, at("2026-11-24 10:00"))
    anna = town.people["Anna"]
    await acts(jan, "1.12", "Anna Nowak")
    await days_pass(town, 3)
    assert (told(anna, OVERDUE), told(anna, OVERDUE_OF)) == (1, 0)
