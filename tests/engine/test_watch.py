"""The technical contact hears when messages wait or a job is late: once, and once when it is over."""

from datetime import datetime, timedelta

from markupsafe import Markup
from prometheus_client import REGISTRY
from sqlmodel import select

from bot.conversation.outgoing import Message, Outgoing
from bot.playground import Person
from bot.timetable import Job, Timetable
from jobs import JOBS, watch
from models import incident, job_run
from models.mail import outbox
from models.mail.outbox import Letter, State
from models.mail.sender import who_is
from models.people import contact
from models.people.permission import Role
from models.people.person import with_id
from tests.conftest import WARSAW, Town, on_both_engines
from tests.rows import certain, every, telling

MINUTE = timedelta(minutes=1)
WAITS, FAILS = "Nie mogę wysłać", "się nie udaje"


async def passes(town: Town, minutes: int, *, timetable: Timetable | None = None) -> None:
    """So many minutes pass; in each the jobs run twice and what is due is sent."""
    timetable = timetable or Timetable(town.database, town.app.services, JOBS, posted=lambda: None)
    for _ in range(minutes):
        later = town.clock.now() + MINUTE
        town.clock.now = lambda later=later: later  # type: ignore[misc]
        for _ in range(2):
            await timetable.tick()
        if town.app.courier._may_send:
            town.app.courier.look()
            await town.settled()


def is_away(town: Town) -> None:
    """Nothing is sent any more."""
    town.app.courier._claim = None


async def said_to(town: Town, person: Person) -> list[str]:
    """The alerts that are owed or were sent to them; what was withdrawn is not."""
    letters = await every(town, select(Letter).where(Letter.chat_id == person.id))
    return [
        letter.arguments["text"]
        for letter in sorted(letters, key=lambda letter: letter.id)
        if letter.caused_by == "job:watch" and letter.state is not State.DROPPED
    ]


async def owe(town: Town, chat_id: int, *, due: datetime | None = None) -> None:
    async with telling(town) as outgoing:
        outgoing.write(chat_id, Message(Markup("Dzień dobry")), due=due)


@on_both_engines
async def test_messages_that_wait_are_told_once_and_once_when_they_have_gone(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    is_away(town)
    await passes(town, 3)
    await owe(town, anna.id)
    await passes(town, 10)
    assert await said_to(town, jan) == []
    await passes(town, 15)
    [alert] = await said_to(town, jan)
    assert WAITS in alert and "wt. 24.11, 10:03" in alert and await said_to(town, anna) == []
    async with town.database.transaction() as session:
        for letter in (await session.exec(select(Letter))).all():
            letter.state = State.SENT if letter.caused_by is None else letter.state
            letter.message_id = 1 if letter.caused_by is None else None
            letter.created_at = town.clock.now()
    await passes(town, 1)
    # the first one never got through, so both are said in one
    [over] = await said_to(town, jan)
    assert "od wt. 24.11, 10:03 do wt. 24.11, 10:29" in over
    await passes(town, 3)
    assert len(await said_to(town, jan)) == 1


@on_both_engines
async def test_what_waits_for_the_morning_is_not_late(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    night = datetime(2026, 11, 25, 3, tzinfo=WARSAW)
    is_away(town)
    town.clock.now = lambda: night
    await passes(town, 1)
    await owe(town, jan.id, due=night - timedelta(hours=5))
    await passes(town, 30)
    morning = datetime(2026, 11, 25, 7, 55, tzinfo=WARSAW)
    town.clock.now = lambda: morning
    await passes(town, 15)
    assert await said_to(town, jan) == []
    await passes(town, 2)
    [alert] = await said_to(town, jan)
    assert "śr. 25.11, 8:00" in alert


@on_both_engines
async def test_a_bot_that_slept_is_not_late_when_it_wakes(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    is_away(town)
    await passes(town, 3)
    await owe(town, jan.id)
    town.clock.now = lambda: datetime(2026, 11, 24, 13, tzinfo=WARSAW)
    await passes(town, 10)
    assert await said_to(town, jan) == []
    await passes(town, 2)
    assert len(await said_to(town, jan)) == 1


def counted(name: str) -> float:
    """What /metrics would say of the job."""
    return REGISTRY.get_sample_value(name, {"job": "tea"}) or 0.0


@on_both_engines
async def test_a_job_that_fails_is_told_once_to_the_contact_alone(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    maria = await town.meets("Maria Wolska", Role.OFFICE)
    async with town.database.transaction() as session:
        known = certain(await who_is(session, maria.id))
        await contact.set_contact(session, known.person.id)
    fails = [False]

    async def run(_voice: Outgoing) -> None:
        if fails[0]:
            raise ValueError("no")

    jobs = (Job("tea", run, "makes tea"), watch.job)
    timetable = Timetable(town.database, town.app.services, jobs, posted=town.app.courier.look)
    await passes(town, 3, timetable=timetable)
    fails[0] = True
    before = counted("obwarzanek_jobs_failed_total")
    await passes(town, 10, timetable=timetable)
    assert counted("obwarzanek_jobs_failed_total") == before + 20
    assert await said_to(town, maria) == []
    await passes(town, 20, timetable=timetable)
    assert [FAILS in alert for alert in await said_to(town, maria)] == [True]
    await maria.waits_for("Zadanie tea się nie udaje")
    fails[0] = False
    # another process goes on
    timetable = Timetable(town.database, town.app.services, jobs, posted=town.app.courier.look)
    await passes(town, 3, timetable=timetable)
    await maria.waits_for("znów działa")
    assert len(await said_to(town, maria)) == 2 and await said_to(town, jan) == []
    async with town.database.transaction() as session:
        assert await incident.all_incidents(session) == []


async def test_a_contact_who_cannot_be_reached_does_not_keep_it_from_the_office(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    maria = await town.meets("Maria Wolska", Role.OFFICE)
    async with town.database.transaction() as session:
        known = certain(await who_is(session, maria.id))
        await contact.set_contact(session, known.person.id)
        assert [person.telegram_id for person in await contact.to_be_told(session)] == [maria.id]
        (await with_id(session, known.person.id)).unreachable_since = town.clock.now()
    async with town.database.transaction() as session:
        assert [person.telegram_id for person in await contact.to_be_told(session)] == [jan.id, maria.id]


@on_both_engines
async def test_jobs_that_hang_are_late_and_jobs_that_are_no_more_are_not(town: Town) -> None:
    now = town.clock.now()
    async with town.database.transaction() as session:
        await job_run.plan(session, {"tea": 2 * MINUTE, "sleep": timedelta(hours=1), "old": MINUTE}, now=now)
        await job_run.plan(session, {"tea": 2 * MINUTE, "sleep": timedelta(hours=1)}, now=now + MINUTE)
    async with town.database.transaction() as session:
        late_at = {run.name: run.late_at(watched_since=now) - now for run in await job_run.all_runs(session)}
    assert late_at == {"tea": timedelta(minutes=10), "sleep": timedelta(hours=3)}


@on_both_engines
async def test_a_backlog_is_told_by_its_oldest(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    is_away(town)
    noon = datetime(2026, 11, 24, 12, tzinfo=WARSAW)
    for hour in (11, 9):
        town.clock.now = lambda hour=hour: noon.replace(hour=hour)  # type: ignore[misc]
        await owe(town, anna.id)
    await owe(town, anna.id, due=noon.replace(hour=7))
    await owe(town, anna.id, due=noon.replace(hour=13))
    async with town.database.transaction() as session:
        by_day = await outbox.backlog(session, now=noon, working_since=noon.replace(hour=8))
        at_night = await outbox.backlog(session, now=noon, working_since=None)
    assert (by_day.letters, by_day.since) == (3, noon.replace(hour=9))
    assert (at_night.letters, at_night.waited(noon)) == (2, timedelta(hours=3))
