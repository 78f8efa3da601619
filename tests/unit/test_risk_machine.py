"""What can be done about a risk as a whole: any deeds of anybody in any order, and of two at the same instant one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import app
from bot.settings import Settings
from models.database import Database
from models.people import person
from models.people.commune import all_communes
from models.people.permission import Role
from models.people.person import Person
from models.risk import event as risk_event
from models.risk.case import Case, Moved, NotNow, case, move, set_detail
from models.risk.event import Kind
from models.risk.risk import (
    Attached,
    NewRisk,
    Raised,
    Severity,
    State,
    Transition,
    add_to,
    raise_risk,
    transitions_from,
)
from tests.conftest import on_both_engines
from tests.rows import certain

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


async def hired(session: AsyncSession, *names: str) -> list[Person]:
    """People of the Office."""
    people: list[Person] = []
    for name in names:
        id = 1000 + len(people)
        known = await person.add_person(session, telegram_id=id, name=name, language="pl", now=NOW)
        await person.join(session, known, role=Role.OFFICE, commune_id=None, now=NOW)
        people.append(known)
    return people


async def raised(session: AsyncSession, by: Person, now: datetime = NOW) -> int:
    """The number of a new risk."""
    home = (await all_communes(session))[0]
    new = NewRisk(commune_id=home.id, severity=Severity.CRITICAL, text="Powódź")
    outcome = await raise_risk(session, new, by=by, now=now)
    assert isinstance(outcome, Raised)
    return outcome.risk.id


async def locked(session: AsyncSession, risk_id: int) -> Case:
    return certain(await case(session, risk_id, locked=True))


# --- any deeds in any order ----------------------------------------

LEADS_TO = {
    "reported": {"take": "taken", "close": "closed", "withdraw": "withdrawn"},
    "taken": {
        "start": "in_hand",
        "close": "closed",
        "accept": "accepted",
        "withdraw": "withdrawn",
        "give_back": "reported",
    },
    "in_hand": {"close": "closed", "accept": "accepted", "withdraw": "withdrawn", "give_back": "reported"},
    "closed": {"reopen": "reported"},
    "accepted": {"reopen": "reported"},
    "withdrawn": {"reopen": "reported"},
}
"""The issue's picture of it: state by state, what can be done and where it leads."""


@dataclass
class Home:
    """A database with people in it, and the loop in which it is asked."""

    runner: asyncio.Runner
    database: Database
    people: list[Person]
    now: datetime = NOW


class Deeds(RuleBasedStateMachine):
    """One risk, and what people do about it; beside it a few words about what should have become of it."""

    home: Home

    def __init__(self) -> None:
        super().__init__()
        # nobody is told to wait because of the examples before this one
        self.home.now += timedelta(hours=2)
        self.state = "reported"
        self.taker: tuple[int | None, datetime] | None = None
        self.waits_since = self.home.now
        self.recalls = 0
        self.story: list[tuple[str, str, int | None, datetime, str | None]] = []
        """From where to where it went, by whom, when and why."""

    @initialize(by=st.integers(0, 2))
    def raise_it(self, by: int) -> None:
        self.id = self.home.runner.run(self.raises(self.home.people[by]))

    @rule(how=st.sampled_from(Transition), by=st.integers(0, 2), reason=st.sampled_from([None, "Bo <tak>"]))
    def do_anything(self, how: Transition, by: int, reason: str | None) -> None:
        """Whether it can be done or not."""
        self.do(how, by, reason)

    def do(self, how: Transition, by: int, reason: str | None) -> None:
        who, before = self.home.people[by], self.state
        outcome = self.home.runner.run(self.does(how, who, reason))
        after = LEADS_TO[before].get(how.value)
        if after is None:
            assert outcome == NotNow()
            return
        assert outcome == Moved(State(before))
        self.state = after
        self.story.append((before, after, who.id, self.home.now, reason))
        if how == "take":
            self.taker = who.id, self.home.now
        if how in ("reopen", "give_back"):
            self.taker, self.waits_since, self.recalls = None, self.home.now, 0

    @rule(pick=st.integers(0, 3), by=st.integers(0, 2))
    def do_what_can_be_done(self, pick: int, by: int) -> None:
        possible = list(LEADS_TO[self.state])
        self.do(Transition(possible[pick % len(possible)]), by, None)

    @precondition(lambda self: self.state == "reported")
    @rule()
    def recall(self) -> None:
        """As the clock does while nobody takes it."""
        self.recalls += 1
        self.home.runner.run(self.recalls_it())

    @rule(minutes=st.integers(1, 10_000))
    def wait(self, minutes: int) -> None:
        self.home.now += timedelta(minutes=minutes)

    @invariant()
    def stands_as_it_should(self) -> None:
        if hasattr(self, "id"):
            self.home.runner.run(self.looks())

    async def raises(self, by: Person) -> int:
        async with self.home.database.transaction() as session:
            return await raised(session, by, self.home.now)

    async def does(self, how: Transition, who: Person, reason: str | None) -> Moved | NotNow:
        async with self.home.database.transaction() as session:
            of = await locked(session, self.id)
            assert of.can_be(how) is (how in transitions_from(of.risk.state)) is (how.value in LEADS_TO[self.state])
            return move(session, of, how, by=who, now=self.home.now, reason=reason)

    async def recalls_it(self) -> None:
        async with self.home.database.transaction() as session:
            (await locked(session, self.id)).risk.steps += 1

    async def looks(self) -> None:
        async with self.home.database.transaction() as session:
            of = await locked(session, self.id)
            history = await risk_event.history(session, self.id)
        risk = of.risk
        taker = None if risk.taken_by_id is None else (risk.taken_by_id, risk.taken_at)
        assert (risk.state, taker, risk.waits_since, risk.steps) == (
            self.state, self.taker, self.waits_since, self.recalls,
        )  # fmt: skip
        assert (of.taker.id if of.taker is not None else None) == risk.taken_by_id
        assert risk.state.is_open is ("reopen" not in LEADS_TO[self.state])
        events = [happened.event for happened in history]
        assert [event.kind for event in events] == [Kind.RAISED, *[Kind.STATE] * len(self.story)]
        assert [(e.before, e.after, e.person_id, e.at, e.reason) for e in events[1:]] == self.story
        newest = None if of.last_move is None else of.last_move.event.id
        assert newest == (events[-1].id if self.story else None)


def test_whatever_is_done_in_whatever_order(tmp_path: Path) -> None:
    where = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/bot.db")

    async def moves_in() -> tuple[Database, list[Person]]:
        database = await app.prepare(where)
        async with database.transaction() as session:
            return database, await hired(session, "Jan Kowalski", "Maria Wilk", "Ewa Lis")

    with asyncio.Runner() as runner:

        class DeedsAtHome(Deeds):
            home = Home(runner, *runner.run(moves_in()))

        few = settings(max_examples=30, stateful_step_count=15, suppress_health_check=list(HealthCheck))
        run_state_machine_as_test(DeedsAtHome, settings=few)
        runner.run(DeedsAtHome.home.database.close())


# --- at the same instant ----------------------------------------

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]


@pytest.fixture
async def databases(settings: Settings) -> AsyncIterator[list[Database]]:
    """The same one, as two processes have it; with SQLite only one is at work."""
    one = await app.prepare(settings)
    both = [one, one if one.is_sqlite else Database(settings.database_url)]
    yield both
    for database in both:
        await database.close()


@asynccontextmanager
async def two_at_once(databases: list[Database]) -> AsyncIterator[tuple[Transaction, Transaction]]:
    """The second one looks while the first has done what it does, and has not committed it."""
    has_done, is_looking = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def first() -> AsyncIterator[AsyncSession]:
        async with databases[0].transaction() as session:
            yield session
            await session.flush()
            has_done.set()
            await is_looking.wait()
            await asyncio.sleep(0.05)

    @asynccontextmanager
    async def second() -> AsyncIterator[AsyncSession]:
        await has_done.wait()
        asyncio.get_running_loop().call_soon(is_looking.set)
        async with databases[1].transaction() as session:
            yield session

    yield first, second


@on_both_engines
async def test_of_two_who_take_it_at_the_same_instant_one_wins_and_the_other_sees_who(
    databases: list[Database],
) -> None:
    async with databases[0].transaction() as session:
        jan, maria, anna = await hired(session, "Jan Kowalski", "Maria Wilk", "Anna Nowak")
        id = await raised(session, anna)

    async def takes(transaction: Transaction, who: Person) -> tuple[Moved | NotNow, Case]:
        async with transaction() as session:
            of = await locked(session, id)
            return move(session, of, Transition.TAKE, by=who, now=NOW), of

    async with two_at_once(databases) as (first, second), asyncio.timeout(10):
        (won, _), (lost, seen) = await asyncio.gather(takes(first, jan), takes(second, maria))
    assert (won, lost) == (Moved(State.REPORTED), NotNow())
    assert (seen.risk.state, seen.risk.taken_by_id, seen.risk.taken_at) == (State.TAKEN, jan.id, NOW)
    assert seen.taker is not None and seen.taker.name == "Jan Kowalski"
    assert seen.last_move is not None and seen.last_move.person is not None
    assert seen.last_move.person.name == "Jan Kowalski"
    async with databases[0].transaction() as session:
        events = await risk_event.history(session, id)
    assert [(e.event.kind, e.person and e.person.name) for e in events] == [
        (Kind.RAISED, "Anna Nowak"),
        (Kind.STATE, "Jan Kowalski"),
    ]


@on_both_engines
async def test_who_closes_it_while_somebody_adds_to_it_loses_nothing_of_that(databases: list[Database]) -> None:
    async with databases[0].transaction() as session:
        jan, maria = await hired(session, "Jan Kowalski", "Maria Wilk")
        id = await raised(session, jan)

    async def adds(transaction: Transaction) -> None:
        async with transaction() as session:
            of = await locked(session, id)
            await set_detail(session, of.risk, Kind.IMPACT, 4, by=jan, now=NOW)
            await add_to(session, of.risk, "Most zamknięty", Attached(kind="photo", file_id="p"), by=jan, now=NOW)

    async def closes(transaction: Transaction) -> Case:
        async with transaction() as session:
            of = await locked(session, id)
            await set_detail(session, of.risk, Kind.IMPACT, 5, by=maria, now=NOW)
            await add_to(session, of.risk, "Woda opadła", None, by=maria, now=NOW)
            assert move(session, of, Transition.CLOSE, by=maria, now=NOW) == Moved(State.REPORTED)
            return of

    async with two_at_once(databases) as (first, second), asyncio.timeout(10):
        _, seen = await asyncio.gather(adds(first), closes(second))
    assert seen.attachments == 1
    async with databases[0].transaction() as session:
        of, events = await locked(session, id), await risk_event.history(session, id)
    assert (of.risk.state, of.risk.impact, of.risk.text) == (State.CLOSED, 5, "Powódź\nMost zamknięty\nWoda opadła")
    impacts = [(e.event.before, e.event.after) for e in events if e.event.kind is Kind.IMPACT]
    assert impacts == [(None, "4"), ("4", "5")]
