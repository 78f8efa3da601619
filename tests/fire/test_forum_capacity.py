"""Seats of a forum: fifty accept at once for twenty seats, and whoever waits gets what becomes free."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC

import pytest
from sqlmodel import select

from bot.playground import Person
from bot.playground.eyes import button_with
from handlers.forum.notices.invite import ask_delegate
from models.database import Database
from models.forum import delegate as delegates
from models.forum import forum as forums
from models.forum import forum_commune
from models.forum.delegate import Accepted, Chosen, Delegate, State, Waits
from models.forum.forum import ForumView
from models.people.commune import commune_named
from models.people.permission import Role
from models.people.person import Person as Row
from models.people.person import members
from tests.conftest import Town, where_it_races
from tests.rows import a_forum, certain, telling

PEOPLE, CAPACITY, LEAVE = 50, 20, 5


@pytest.fixture
async def team(town: Town) -> list[Person]:
    """Fifty people of one commune, chosen by its coordinator and asked."""
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    people = [await town.meets(f"Osoba{n} Zet", Role.SPECIALIST, "Niepołomice") for n in range(PEOPLE)]
    async with telling(town, town.clock.now().astimezone(UTC)) as outgoing:
        session = outgoing.session
        anna = (await session.exec(select(Row).where(Row.name == "Anna Nowak"))).one()
        home = certain(await commune_named(session, "Niepołomice"))
        now = outgoing.now
        forum = a_forum(now, capacity=CAPACITY, sent_at=now, delivered_at=now, called_by_id=anna.id)
        await forum_commune.call(session, forum, commune_ids=[home.id])
        [one] = await forum_commune.invited(session, forum.id)
        one.row.invited_at, one.row.person_id = outgoing.now, anna.id
        chosen = [m.person for m in await members(session, commune_id=home.id, roles=(Role.SPECIALIST,))]
        done = await delegates.choose(session, forum, commune_id=home.id, people=chosen, by=anna, now=outgoing.now)
        assert isinstance(done, Chosen)
        for sent in await delegates.delegates(session, forum.id):
            ask_delegate(outgoing, ForumView(forum, None), sent)
    town.app.courier.post(outgoing.letters)
    await town.settled()
    return people


async def states(database: Database) -> list[State]:
    """Of all delegates, in the order in which they were chosen."""
    async with database.transaction() as session:
        return list((await session.exec(select(Delegate.state).order_by(Delegate.id))).all())  # type: ignore[arg-type]


async def at_once(town: Town, people: Sequence[Person], label: str) -> None:
    """All of them tap it at the same moment."""
    before = {person.id: len(person.messages) for person in people}
    for person in people:
        message = next(m for m in reversed(person.messages[: before[person.id]]) if button_with(m.buttons, label))
        button = certain(button_with(message.buttons, label))
        town.world.tap(person.user, message, button["callback_data"])
    await town.settled()


def toasts(town: Town, people: Sequence[Person]) -> dict[int, str]:
    """The word that popped up last, by person."""
    found = {}
    for query in town.world.queries.values():
        found[query.person.id] = str((query.answer or {}).get("text", ""))
    return {person.id: found[person.id] for person in people}


def place(toast: str) -> int:
    """The place on the waiting list; 0: there is a seat."""
    told = re.search(r"lista rezerwowa, miejsce (\d+)\.", toast)
    return int(told[1]) if told else 0


@where_it_races
async def test_fifty_who_accept_at_once_get_twenty_seats_and_thirty_places(town: Town, team: list[Person]) -> None:
    """Five decline, and the first five of those who wait are told that they come, once."""
    await at_once(town, team, "✅ Będę")
    places = {id: place(toast) for id, toast in toasts(town, team).items()}
    assert sorted(places.values()) == [0] * CAPACITY + list(range(1, PEOPLE - CAPACITY + 1))
    assert sorted(await states(town.database)) == ["accepted"] * CAPACITY + ["waiting"] * (PEOPLE - CAPACITY)
    leaving = [person for person in team if places[person.id] == 0][:LEAVE]
    await at_once(town, leaving, "🚫 Nie mogę")
    await at_once(town, leaving, "Pomiń")
    first = [person for person in team if 0 < places[person.id] <= LEAVE]
    told = {person.id: sum("Zwolniło się miejsce" in m.text for m in person.messages) for person in team}
    assert told == {person.id: int(person in first) for person in team}
    assert all("✅ Będziesz." in person.messages[0].text for person in first)
    assert sorted(await states(town.database)) == sorted(
        ["accepted"] * CAPACITY + ["declined"] * LEAVE + ["waiting"] * (PEOPLE - CAPACITY - LEAVE)
    )
    await at_once(town, team, "Będę")
    moved_up = {id: max(0, place - LEAVE) for id, place in places.items()}
    last = {id: place(toast) for id, toast in toasts(town, team).items()}
    behind = dict(zip((person.id for person in leaving), range(26, 31), strict=True))
    assert {id: last[id] for id in last if id not in behind} == {
        id: moved_up[id] for id in moved_up if id not in behind
    }
    assert sorted(last[id] for id in behind) == sorted(behind.values())


@where_it_races
async def test_some_decline_while_others_accept(town: Town, team: list[Person]) -> None:
    """No seat is left empty while somebody waits, and none is given twice."""
    early, late = team[:CAPACITY], team[CAPACITY:]
    await at_once(town, early, "✅ Będę")
    await at_once(town, early[:10], "🚫 Nie mogę")
    for leaver in early[:10]:
        button = certain(button_with(leaver.messages[-1].buttons, "Pomiń"))
        town.world.tap(leaver.user, leaver.messages[-1], button["callback_data"])
    await at_once(town, late, "✅ Będę")
    found = await states(town.database)
    assert [found.count(state) for state in (State.ACCEPTED, State.DECLINED, State.WAITING)] == [CAPACITY, 10, 20]


@where_it_races
async def test_transactions_side_by_side_never_oversell(town: Town, team: list[Person]) -> None:
    """Without the bot between them: what holds is the lock of the forum."""

    async def accepts(id: int) -> Accepted | Waits:
        async with town.database.transaction() as session:
            forum_id = await delegates.forum_of(session, id)
            of = certain(await forums.called(session, forum_id or 0, locked=True))
            sent = certain(await delegates.with_id(session, id))
            done = await delegates.accept(session, of.forum, sent.delegate, now=town.clock.now().astimezone(UTC))
            assert isinstance(done, Accepted | Waits)
            await asyncio.sleep(0.001)
            return done

    async with town.database.transaction() as session:
        ids = [sent.delegate.id for sent in await delegates.delegates(session, 1)]
    done = await asyncio.gather(*(accepts(id) for id in ids))
    assert sum(isinstance(one, Accepted) for one in done) == CAPACITY
    assert sorted(one.place for one in done if isinstance(one, Waits)) == list(range(1, PEOPLE - CAPACITY + 1))
