"""What somebody owes is theirs, and what leads to it is theirs to do: of everybody, with something of every kind."""

from datetime import date, timedelta
from typing import get_args

import pytest
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.playground import Person
from models import todo
from models.data import answer as data_answer
from models.data import call as data_call
from models.data import handing
from models.data.call import DataCall, DataField
from models.data.owing import DataDue, FieldsDue
from models.data.value import Kind as Figure
from models.forum import forum_commune
from models.forum.delegate import Delegate, State
from models.forum.owing import InvitationDue
from models.mail.sender import who_is
from models.people import person
from models.people.owing import Owing
from models.people.permission import Role
from models.people.request import RequestDue
from models.risk import treatment
from models.risk.owing import RiskDue, TreatmentDue
from models.risk.risk import Risk
from models.status.owing import StatusDue
from tests.conftest import Town
from tests.fire.fixtures import FRIDAY, Place, Scenery, furnish
from tests.rows import a_forum, certain

ON_ONE_LINE = 24
"""So many signs of a button a narrow phone shows."""
REFUSALS = ("Do tego nie masz uprawnień", "To polecenie jest dla członków")


@pytest.fixture
async def scenery(town: Town) -> Scenery:
    """In both communes a coordinator owns a risk, whoever was to come to the forum has to say so again, and nobody has
    answered the invitation to another one, nor a call for data."""
    found = await furnish(town)
    async with town.database.transaction() as session:
        for place in (found.own, found.foreign):
            [olga, *_] = await person.members(session, commune_id=place.commune, roles=(Role.COORDINATOR,))
            risk = await session.get_one(Risk, place.risk)
            risk.owner_id = olga.person.id
        for delegate in (await session.exec(select(Delegate))).all():
            delegate.asked_again = True
        await _another_forum(session, [found.own.commune, found.foreign.commune])
        await _a_call(session, [found.own.commune, found.foreign.commune], found.actors["specialist"].person)
    return found


async def _a_call(session: AsyncSession, communes: list[int], specialist: int) -> None:
    """A call for data; a specialist of the first commune is asked for the field of it."""
    new = DataCall(title="Usługi", sent_at=FRIDAY, due_at=FRIDAY + timedelta(days=9), reminds=[], called_by_id=1)
    field = DataField(call_id=0, position=0, name="Trasy", kind=Figure.TEXT)
    await data_call.send(session, new, [field], commune_ids=communes)
    [owed, *_] = await data_answer.owed_by(session, communes[:1], limit=1)
    await handing.hand(session, owed.obligation.id, {field.id: specialist})


async def _another_forum(session: AsyncSession, communes: list[int]) -> None:
    start = FRIDAY + timedelta(days=20)
    forum = a_forum(FRIDAY, title="Nabór", starts_at=start, sent_at=FRIDAY, delivered_at=FRIDAY)
    await forum_commune.call(session, forum, commune_ids=communes)
    for one in await forum_commune.invited(session, forum.id):
        one.row.invited_at = FRIDAY


async def owed_by(town: Town, who: Person) -> list[todo.Thing]:
    async with town.database.transaction() as session:
        known = certain(await who_is(session, who.id))
        return await todo.owed_by(session, known.person, known.memberships, now=town.clock.now(), clock=town.clock)


def is_about(owing: Owing, place: Place) -> bool:
    match owing:
        case StatusDue(obligation=id):
            return id == place.obligation
        case RiskDue(risk=id) | TreatmentDue(risk=id):
            return id == place.risk
        case RequestDue(request=id):
            return id == place.request
        case InvitationDue(commune=name) | DataDue(commune=name) | FieldsDue(commune=name):
            return name == "Skawina"
    return False


async def test_nothing_of_another_commune_appears(town: Town, scenery: Scenery) -> None:
    """Nor is a button of it obeyed that somebody else has got."""
    olga = town.people["OlgaSkawina"]
    kinds = {type(owing) for owing in await owed_by(town, olga) if is_about(owing, scenery.foreign)}
    assert kinds == {StatusDue, InvitationDue, TreatmentDue, RequestDue, DataDue}
    await olga.say("/zadania")
    theirs = [b["callback_data"] for row in olga.sees("Do zrobienia").buttons for b in row]
    theirs = [data for data in theirs if not data.startswith("1|forums.")]
    assert len(theirs) == 4
    for who, actor in scenery.actors.items():
        if who != "office":
            owed = await owed_by(town, actor.phone)
            assert [owing for owing in owed if is_about(owing, scenery.foreign)] == [], who
            for data in theirs:
                await actor.phone.tap_data(data)
                assert actor.phone.toast.startswith(REFUSALS), (who, data)


async def test_whatever_appears_is_theirs_to_do(town: Town, scenery: Scenery) -> None:
    """Every kind appears to somebody, and every button leads somewhere."""
    kinds: set[type[Owing]] = set()
    phones = {**{who: actor.phone for who, actor in scenery.actors.items()}, "olga": town.people["OlgaNiepołomice"]}
    for who, phone in phones.items():
        kinds |= {type(owing) for owing in await owed_by(town, phone)}
        await phone.say("/zadania")
        buttons = [b for message in phone.news for row in message.buttons for b in row]
        for button in buttons:
            await phone.tap_data(button["callback_data"])
            assert not phone.toast and phone.news, (who, button)
            assert len(button["text"]) <= ON_ONE_LINE
    assert kinds == set(get_args(todo.Thing)), "has no source, or nobody to whom it happens"


async def test_the_coordination_answers_for_a_commune(town: Town, scenery: Scenery) -> None:
    """Not everybody who may."""
    owing = {who for who, actor in scenery.actors.items() if StatusDue in map(type, await owed_by(town, actor.phone))}
    assert owing == {"coordinator", "coordinator_deputy", "back"}


async def test_who_has_left_owes_nothing(town: Town, scenery: Scenery) -> None:
    """Not even what is their own: a risk, a seat; nor does the list they have turn its pages."""
    gone = scenery.actors["removed"]
    async with town.database.transaction() as session:
        risk = await session.get_one(Risk, scenery.own.risk)
        risk.owner_id = gone.person
        [seat] = (await session.exec(select(Delegate).where(col(Delegate.person_id) == gone.person))).all()
        seat.state = State.ASKED
    assert await owed_by(town, gone.phone) == []
    await gone.phone.say("/zadania")
    gone.phone.sees("To polecenie jest dla członków zespołów.")
    await gone.phone.tap_data("1|todo.page||0")
    assert gone.phone.toast.startswith(REFUSALS)


async def test_a_long_list_has_pages(town: Town, scenery: Scenery) -> None:
    """Turning them shows it as it is by now; the soonest comes first, a day after the moments in it."""
    olga = town.people["OlgaNiepołomice"]
    async with town.database.transaction() as session:
        [of, *_] = await person.members(session, commune_id=scenery.own.commune, roles=(Role.COORDINATOR,))
        for n in range(10):
            due = date(2026, 11, 27) + timedelta(days=n)
            await treatment.add(session, scenery.own.risk, text=f"Pismo {n}", due=due, by=of.person, now=FRIDAY)
    owed = await owed_by(town, olga)
    moments = [todo.until(owing.due, town.clock) for owing in owed if owing.due is not None]
    assert moments == sorted(moments) and len(owed) > 10
    assert isinstance(owed[-1], RequestDue), "what has no day stands last"
    await olga.say("/zadania")
    first = olga.sees(f"Do zrobienia: {len(owed)}")
    assert "Pismo 0" in first.text and "Pismo 9" not in first.text
    async with town.database.transaction() as session:
        (await treatment.actions(session, [scenery.own.risk]))[scenery.own.risk][0].done_on = FRIDAY.date()
    await olga.tap("▶️")
    second = olga.sees(f"Do zrobienia: {len(owed) - 1}")
    assert "Pismo 9" in second.text and "Pismo 0" not in second.text
