"""Whom communes send: in any order of choosing, answering and thinking better of it, no seat is sold twice or lost."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import app
from bot.settings import Settings
from models.calendar import Clock
from models.database import Database
from models.forum import delegate as delegates
from models.forum import forum_commune
from models.forum.delegate import (
    PRESENT,
    Accepted,
    Chosen,
    Delegate,
    Delegation,
    Replaced,
    SentByOthers,
    State,
    TooLate,
    TooMany,
    Waits,
)
from models.forum.forum import Forum, called
from models.people import person
from models.people.commune import all_communes
from models.people.person import Person
from models.reading.words import same_name
from tests.rows import a_forum, certain

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
COMMUNES, PEOPLE = 2, 4
ONE_OF_THEM = st.integers(0, 11)
GUESTS = ("Adam Pytel", "PYTEL, Adám", "Zofia Łęcka", "Lecka Zofia", "Ewa Lis", "Jan Kot", "Ida Bąk", "Leon Maj")
T = TypeVar("T")


@dataclass
class Home:
    """A database with communes and people in it, and the loop in which it is asked."""

    runner: asyncio.Runner
    database: Database
    communes: list[int] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


@asynccontextmanager
async def at_home(folder: Path) -> AsyncIterator[Database]:
    clock = Clock(Settings(_env_file=None).zone, "PL", now=lambda: NOW)
    database = await app.prepare(Settings(_env_file=None, database_url=f"sqlite:///{folder}/bot.db"), clock)
    yield database
    await database.close()


class Delegating(RuleBasedStateMachine):
    """One forum; the queue is kept beside it, as people would: by what they were told."""

    home: Home

    def __init__(self) -> None:
        super().__init__()
        self.queue: list[int] = []

    @initialize(seats=st.integers(0, 3), capacity=st.integers(0, 3))
    def call(self, seats: int, capacity: int) -> None:
        async def called(session: AsyncSession) -> int:
            who = self.home.people[0].id
            new = a_forum(NOW, answer_by=NOW, seats=seats, capacity=capacity, called_by_id=who)
            return (await forum_commune.call(session, new, commune_ids=self.home.communes)).id

        self.seats, self.capacity = seats, capacity
        self.id = self.within(called)

    def within(self, do: Callable[[AsyncSession], Awaitable[T]]) -> T:
        async def done() -> T:
            async with self.home.database.transaction() as session:
                return await do(session)

        return self.home.runner.run(done())

    def about(self, do: Callable[[AsyncSession, Forum], Awaitable[T]], *, frees: bool = False) -> T:
        """Under the forum's lock; if it may free seats, those who wait are promoted, in their order."""

        async def with_forum(session: AsyncSession) -> T:
            of = certain(await called(session, self.id, locked=True))
            outcome = await do(session, of.forum)
            if frees:
                promoted = [sent.delegate.id for sent in await delegates.promote(session, of.forum)]
                gone = {s.delegate.id for s in await self.all(session) if s.delegate.state is not State.WAITING}
                self.queue = [id for id in self.queue if id not in gone - {*promoted}]
                assert promoted == self.queue[: len(promoted)]
                self.queue = self.queue[len(promoted) :]
            return outcome

        return self.within(with_forum)

    async def all(self, session: AsyncSession) -> list[Delegation]:
        return await delegates.delegates(session, self.id)

    async def one(self, session: AsyncSession, which: int) -> Delegate | None:
        there = [sent.delegate for sent in await self.all(session) if sent.person is not None]
        return there[which % len(there)] if there else None

    # --- what people do ----------------------------------------

    @rule(
        commune=st.integers(0, COMMUNES - 1),
        whom=st.sets(st.integers(0, PEOPLE), max_size=3),
        guests=st.booleans(),
        goes_too=st.booleans(),
    )
    def choose(self, commune: int, whom: set[int], guests: bool, goes_too: bool) -> None:
        """People of the commune, and one of the next; with or without its guests. One of them may come at once."""

        async def choose(session: AsyncSession, forum: Forum) -> None:
            home = self.home.communes[commune]
            before = {sent.delegate.id: sent.delegate.state for sent in await self.all(session)}
            there = await delegates.delegates(session, self.id, commune_id=home, states=PRESENT)
            without = [sent.delegate.id for sent in there if sent.person is None and not guests]
            kept = len([s for s in there if s.person is None]) - len(without)
            taken = {s.person.id for s in await self.all(session) if s.person and s.delegate.state in PRESENT}
            elsewhere = taken - {s.person.id for s in there if s.person}
            everybody = self.home.people * 2
            people = [everybody[commune * PEOPLE + each] for each in sorted(whom)]
            outcome = await delegates.choose(
                session, forum, commune_id=home, people=people, by=self.home.people[0], now=NOW, without=without
            )
            match outcome:
                case SentByOthers(person=somebody):
                    assert somebody.id in elsewhere
                case TooMany():
                    assert 0 < self.seats < len(whom) + kept
                case Chosen(new=new):
                    assert not elsewhere & {each.id for each in people}
                    asked = {sent.person.id for sent in there if sent.person}
                    assert {each.person_id for each in new} == {each.id for each in people} - asked
                    if goes_too and new:
                        await self.accepts(session, forum, new[0])
                    return
                case TooLate():
                    raise AssertionError("it is open")
            assert before == {sent.delegate.id: sent.delegate.state for sent in await self.all(session)}

        self.about(choose, frees=True)

    @rule(commune=st.integers(0, COMMUNES - 1))
    def send_nobody(self, commune: int) -> None:
        async def none(session: AsyncSession, forum: Forum) -> None:
            await delegates.send_nobody(session, forum, commune_id=self.home.communes[commune], now=NOW)
            left = await delegates.delegates(session, self.id, commune_id=self.home.communes[commune])
            assert {sent.delegate.state for sent in left} <= {State.REMOVED}

        self.about(none, frees=True)

    @rule(commune=st.integers(0, COMMUNES - 1), name=st.sampled_from(GUESTS))
    def bring_a_guest(self, commune: int, name: str) -> None:
        """Whoever they bring already is not brought twice."""

        async def bring(session: AsyncSession, forum: Forum) -> None:
            home = self.home.communes[commune]
            there = await delegates.delegates(session, self.id, commune_id=home, states=PRESENT)
            guest = await delegates.add_guest(
                session, forum, commune_id=home, name=name, function="", by=self.home.people[0], now=NOW
            )
            if known := next((sent.delegate for sent in there if same_name(sent.bare_name, name)), None):
                assert guest is known
                return
            assert isinstance(guest, TooMany) == (0 < self.seats <= len(there))
            if isinstance(guest, Delegate) and guest.state is State.WAITING:
                self.queue.append(guest.id)

        self.about(bring)

    @rule(which=ONE_OF_THEM)
    def accept(self, which: int) -> None:
        async def accept(session: AsyncSession, forum: Forum) -> None:
            if (delegate := await self.one(session, which)) is not None:
                await self.accepts(session, forum, delegate)

        self.about(accept)

    @rule()
    def accept_all(self) -> None:
        async def accept(session: AsyncSession, forum: Forum) -> None:
            # not in the order in which they were chosen
            for sent in reversed(await self.all(session)):
                if sent.delegate.state is State.ASKED:
                    await self.accepts(session, forum, sent.delegate)

        self.about(accept)

    async def accepts(self, session: AsyncSession, forum: Forum, delegate: Delegate) -> None:
        """Whoever waits is told the place that they have in the queue, and it is nobody else's."""
        was = delegate.state
        match await delegates.accept(session, forum, delegate, now=NOW):
            case TooLate():
                assert was is State.REMOVED
            case Replaced():
                assert was is State.DECLINED and self.seats
            case Waits(place=place):
                if was is not State.WAITING:
                    self.queue.append(delegate.id)
                gone = {s.delegate.id for s in await self.all(session) if s.delegate.state is not State.WAITING}
                self.queue = [id for id in self.queue if id not in gone]
                assert self.queue[place - 1] == delegate.id
            case Accepted():
                assert was is State.ACCEPTED or not {*self.queue} & await self.waiting(session)

    async def waiting(self, session: AsyncSession) -> set[int]:
        return {s.delegate.id for s in await self.all(session) if s.delegate.state is State.WAITING}

    @rule(which=ONE_OF_THEM)
    def decline(self, which: int) -> None:
        async def decline(session: AsyncSession, forum: Forum) -> None:
            delegate = await self.one(session, which)
            if delegate is not None:
                was = delegate.state
                done = await delegates.decline(session, forum, delegate, reason=None, now=NOW)
                assert done == (was is not State.REMOVED)

        self.about(decline, frees=True)

    @rule(which=ONE_OF_THEM)
    def think_better_of_it(self, which: int) -> None:
        """Who has declined comes after all, if their commune has not filled the seat."""

        async def accept(session: AsyncSession, forum: Forum) -> None:
            declined = [sent.delegate for sent in await self.all(session) if sent.delegate.state is State.DECLINED]
            if declined:
                await self.accepts(session, forum, declined[which % len(declined)])

        self.about(accept)

    @rule(commune=st.integers(0, COMMUNES - 1), come=st.booleans())
    def fill_the_seats(self, commune: int, come: bool) -> None:
        """By those who have not declined; they may come at once."""

        async def fill(session: AsyncSession, forum: Forum) -> None:
            home = self.home.communes[commune]
            known = {sent.delegate.person_id: sent.delegate for sent in await self.all(session)}
            able = [
                each
                for each in self.home.people[commune * PEOPLE :][:PEOPLE]
                if each.id not in known or (known[each.id].state, known[each.id].commune_id) == (State.REMOVED, home)
            ]
            done = await delegates.choose(
                session, forum, commune_id=home, people=able[: self.seats or 2], by=able[0], now=NOW
            ) if able else None  # fmt: skip
            if come and isinstance(done, Chosen):
                for new in done.new:
                    await self.accepts(session, forum, new)

        self.about(fill, frees=True)

    @rule(more=st.integers(1, 2))
    def find_more_chairs(self, more: int) -> None:
        async def find(session: AsyncSession, forum: Forum) -> None:
            if forum.capacity:
                forum.capacity += more
                self.capacity = forum.capacity

        self.about(find, frees=True)

    # --- what always holds ----------------------------------------

    @invariant()
    def seats_are_neither_oversold_nor_lost(self) -> None:
        there = self.within(self.all)
        by_state = Counter(sent.delegate.state for sent in there)
        if self.capacity:
            assert by_state[State.ACCEPTED] <= self.capacity
            assert not by_state[State.WAITING] or by_state[State.ACCEPTED] == self.capacity
        else:
            assert not by_state[State.WAITING]
        of_commune = Counter(sent.delegate.commune_id for sent in there if sent.delegate.state in PRESENT)
        assert not self.seats or all(number <= self.seats for number in of_commune.values())
        waits = [sent for sent in there if sent.delegate.state is State.WAITING]
        assert {sent.delegate.id for sent in waits} == {*self.queue}
        assert len({sent.delegate.waits_since for sent in waits}) == len(waits)
        assert all((s.delegate.waits_since is None) == (s.delegate.state is not State.WAITING) for s in there)


def test_any_deeds_in_any_order(tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        context = at_home(tmp_path)
        home = Home(runner, runner.run(context.__aenter__()))

        async def furnish() -> None:
            async with home.database.transaction() as session:
                home.communes = [commune.id for commune in (await all_communes(session))[:COMMUNES]]
                for number in range(COMMUNES * PEOPLE):
                    name = f"Osoba {number}"
                    known = await person.add_person(session, telegram_id=number, name=name, language="pl", now=NOW)
                    home.people.append(known)

        runner.run(furnish())
        machine = type("Machine", (Delegating,), {"home": home})
        quickly = settings(
            max_examples=50,
            stateful_step_count=20,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(machine, settings=quickly)
        runner.run(context.__aexit__(None, None, None))
