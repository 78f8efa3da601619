"""All that two people may do to the same rows is done at once: it comes out as if one had waited for the other."""

from collections.abc import AsyncIterator, Iterable
from difflib import unified_diff
from functools import partial
from time import perf_counter

import pytest
import sqlalchemy as sa
from sqlmodel import col

from bot import app
from bot.delivery.transport import make_bot
from models.announcement import Announcement
from models.forum.delegate import Delegate, State
from tests.conftest import Town, on_postgresql
from tests.fire.deeds import DEEDS, NOBODY_ELSES, Deed, pairs
from tests.fire.fixtures import SCENE, Scenery, draft_of, furnish, in_dialog, tap_on
from tests.fire.offers import OFFERS
from tests.fire.pairing import Pairing
from tests.fire.rehearsal import Rehearsal
from tests.fire.test_rights import expected, line_of
from tests.fire.test_rights import rehearsal as rehearsal
from tests.fire.test_rights import scenery as scenery

AS_EACH_HAS_READ = {
    ("member.ask_name", "settings.yes_leave"): "who leaves is told of by the name that they had when they said so",
    (
        "member.ask_removal.yes_remove",
        "settings.ask_name",
    ): "who is removed under the old name takes another one at that moment",
}
"""Pairs in which both are done and each is told what stood when they began."""


@pytest.fixture
async def pairing(town: Town) -> AsyncIterator[Pairing]:
    """After the bot that made it all has stopped."""
    scenery = await furnish(town, "other_office")
    async with town.database.engine.begin() as connection:
        # it is still being sent
        await connection.execute(sa.update(Announcement).values(written_at=None))
        # and has not said yet whether they come
        asked = col(Delegate.id) == scenery.actors["specialist"].delegate
        await connection.execute(sa.update(Delegate).where(asked).values(state=State.ASKED))
    await town.stop()
    database = await app.prepare(town.settings, town.clock)
    async with make_bot(town.settings) as bot:
        services = app.make_services(town.settings, bot.username, town.clock)
        found = Pairing(database, services, town.world, bot, scenery)
        await found.begin()
        yield found
        await found.end()
    await database.close()


# --- the table ----------------------------------------


@pytest.mark.fire
@on_postgresql
async def test_every_deed_changes_something(pairing: Pairing) -> None:
    """Or something is to be said besides the answer: who asks to be reminded is."""
    for deed in DEEDS:
        before, done = await pairing.before(deed), await pairing.alone(deed)
        assert done.failures == ()
        assert done.state != before.state or len(done.owed) > 1, f"{deed}: {done.toasts} {done.owed}"


async def test_no_tap_that_changes_what_is_not_ones_own_is_missing(scenery: Scenery, rehearsal: Rehearsal) -> None:
    known = {deed.what for deed in DEEDS} | NOBODY_ELSES
    missing = set()
    for key, offer in OFFERS.items():
        conversation = offer.conversation
        if key in known or conversation is None:
            continue
        actor = scenery.actors["office" if expected(line_of(offer), "office", "own") else "coordinator"]
        message = next(message for message in actor.phone.messages if message.buttons)
        tap, other, scene = tap_on(offer, scenery.own, actor, own=True), scenery.actors["chair"], None
        if offer.bound:
            draft = draft_of(conversation.name, scenery.own, key, actor)
            noted = offer.noted(tap)
            scene = in_dialog(conversation, draft, actor, other, parked=False, offers=noted, step=offer.step)
        data = tap.pack(f"{SCENE}.1")
        await rehearsal.play(lambda: rehearsal.world.tap(actor.phone.user, message, data), scene)  # noqa: B023
        if rehearsal.has_changed:
            missing.add(key)
    assert missing == set()


# --- two at once ----------------------------------------


async def faults(pairing: Pairing, first: Deed, second: Deed) -> list[str]:
    """In what it is otherwise than if one had waited for the other; nothing where it is not."""
    got = await pairing.at_once(first, second)
    orders = [partial(pairing.one_by_one, first, second), partial(pairing.one_by_one, first, second, swapped=True)]
    if (first.job is None) != (second.job is None):
        orders.append(partial(pairing.between, *((first, second) if first.job else (second, first))))
    nearest: list[str] = []
    for order in orders:
        right = await order()
        if got == right and not got.failures:
            return []
        # what is so weighs more than what is said
        if not nearest or right.state == got.state:
            nearest = [
                line for line in unified_diff(right.lines, got.lines, lineterm="", n=0) if line[1:2] not in "-+@"
            ]
    return [f"{first}, then {second}: {' '.join(got.failures)}", *nearest]


async def try_out(pairing: Pairing, tried: Iterable[tuple[Deed, Deed]]) -> None:
    """Print the numbers and insist on none being wrong."""
    began, count, found = perf_counter(), 0, []
    for first, second in tried:
        count += 1
        if (str(first), str(second)) not in AS_EACH_HAS_READ:
            found += await faults(pairing, first, second)
    seconds = perf_counter() - began
    print(f"\n    {len(DEEDS)} deeds, {count} pairs in {seconds:.1f} s, {len(AS_EACH_HAS_READ)} excused")  # noqa: T201
    assert not found, "\n".join(found)


@on_postgresql
async def test_two_who_do_the_same(pairing: Pairing) -> None:
    await try_out(pairing, [(deed, deed) for deed in DEEDS if not deed.is_own])


@pytest.mark.fire
@pytest.mark.parametrize("about", sorted({deed.about for deed in DEEDS}))
@on_postgresql
async def test_two_who_do_something_about_the_same(pairing: Pairing, about: str) -> None:
    """All pairs, each with either of them as the first."""
    await try_out(pairing, [pair for pair in pairs() if pair[0].about == about])
