"""Rule 6: whoever is told something is asked for their rights when it goes out, not only when it was written."""

import asyncio
from collections.abc import Sequence
from itertools import product

import pytest
from markupsafe import Markup
from sqlmodel import col, select

from bot.conversation.outgoing import Message, Outgoing, Redrawn
from models.mail.outbox import Letter, State
from models.mail.sender import who_is
from models.people.commune import commune_named
from models.people.permission import Needs, Right, Role, may
from models.people.person import Membership, Person, Somebody
from tests.conftest import Town, on_one_engine
from tests.engine.test_courier import until_sent
from tests.engine.test_queries import counted
from tests.rows import certain, every

NOT_THEIRS = "its reader may not read it any more"


async def tell(town: Town, people: Sequence[Somebody], needs: Sequence[Needs | None], *, leaving: bool) -> list[int]:
    """Each is told as much as there is to need; ``leaving``: all their roles end before any of it is sent."""
    async with town.database.transaction() as session:
        outgoing = Outgoing(session, town.app.services, town.clock.now())
        for needed in needs:
            outgoing.tell(people, lambda _: Message(Markup("Nowina")), needs=needed)
        await outgoing.hand_in()
        if leaving:
            ids = [person.id for person in people]
            for membership in (await session.exec(select(Membership).where(col(Membership.person_id).in_(ids)))).all():
                membership.ended_at = town.clock.now()
    town.app.courier.look()
    await until_sent(town)
    return [letter.id for letter in outgoing.letters]


@on_one_engine
@pytest.mark.parametrize("leaving", [False, True])
async def test_every_right_of_every_role_in_every_place(town: Town, leaving: bool) -> None:
    """As the table of rights says, when the letter goes out; who has left is told only what is about them alone."""
    for role in Role:
        await town.meets(f"{role.capitalize()} Nowak", role, "Niepołomice" if role.of_commune else None)
    async with town.database.transaction() as session:
        own, other = [certain(await commune_named(session, name)) for name in ("Niepołomice", "Skawina")]
        rows = (await session.exec(select(Person, Membership).join(Membership))).all()
    places = (None, own.id, other.id)
    needs = [None, *(Needs(right, place) for right, place in product(Right, places))]
    people = [person for person, _ in rows]
    ids = await tell(town, people, needs, leaving=leaving)
    found = {letter.id: letter for letter in await every(town, select(Letter))}
    wrong = []
    for id, (needed, (_, membership)) in zip(ids, product(needs, rows), strict=True):
        is_theirs = needed is None or (not leaving and may([membership], *needed))
        expected = (State.SENT, None) if is_theirs else (State.DROPPED, NOT_THEIRS)
        if (found[id].state, found[id].refusal) != expected:
            wrong.append((membership.role, needed, found[id].state, found[id].refusal))
    assert wrong == []


async def test_what_changes_a_message_is_asked_about_too(town: Town) -> None:
    """A card that somebody has on the screen stays as it was when they left."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with town.database.transaction() as session:
        known = certain(await who_is(session, anna.id))
    [card] = await tell(town, [known.person], [Needs(Right.READ_RISKS)], leaving=False)
    async with town.database.transaction() as session:
        outgoing = Outgoing(session, town.app.services, town.clock.now())
        await outgoing.amend([Redrawn(card, known.person, Message(Markup("Tajne")), Needs(Right.READ_RISKS))])
        await outgoing.hand_in()
        (membership,) = (await session.exec(select(Membership))).all()
        membership.ended_at = town.clock.now()
    town.app.courier.look()
    await until_sent(town)
    assert "Nowina" in anna.screen() and "Tajne" not in anna.screen()


async def test_an_answer_is_not_asked_about(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for it waits for no query more."""
    asked = []
    monkeypatch.setattr("models.mail.outbox.dropped", lambda *given, **_: asked.append(given))
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    with counted():
        await anna.say("/menu")
    await asyncio.sleep(0)
    assert asked == []
