"""Two who choose for a commune at once, two communes that choose one person, answers as the forum is called off."""

from collections.abc import Sequence
from datetime import UTC, timedelta

import pytest
from sqlmodel import select

from bot.playground import Person
from bot.playground.eyes import button_with
from handlers.forum.views import Choose, Come, IGo, NoneGoes
from models.forum import forum_commune
from models.forum.delegate import Delegate, State
from models.forum.forum import Kind
from models.people.commune import all_communes
from models.people.permission import Role
from tests.conftest import Town, where_it_races
from tests.rows import a_forum, certain, every


async def call(town: Town, *, kind: Kind = Kind.FORUM, seats: int = 2, later: bool = False) -> None:
    """The Office calls a forum for Niepołomice and Skawina, and the invitations go out (or do so tomorrow)."""
    async with town.database.transaction() as session:
        now = town.clock.now().astimezone(UTC)
        forum = a_forum(now, kind=kind, seats=seats, send_at=now + timedelta(days=later))
        ids = [c.id for c in await all_communes(session) if c.name in ("Niepołomice", "Skawina")]
        await forum_commune.call(session, forum, commune_ids=ids)
    await town.wait(timedelta(minutes=1))


@pytest.fixture
async def people(town: Town) -> dict[str, Person]:
    """A coordinator and her deputy, one of the next commune, and who is in both teams."""
    await town.meets("Igor Bem", Role.SPECIALIST, "Skawina")
    return {
        "jan": await town.meets("Jan Kowalski", Role.OFFICE),
        "anna": await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice"),
        "ula": await town.meets("Ula Kos", Role.COORDINATOR_DEPUTY, "Niepołomice"),
        "ewa": await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina"),
        "piotr": await town.meets("Piotr Zając", Role.SPECIALIST, "Niepołomice"),
        "ola": await town.meets("Ola Maj", Role.SPECIALIST, "Niepołomice"),
        "igor": await town.meets("Igor Bem", Role.SPECIALIST, "Niepołomice"),
    }


async def ticks(person: Person, *names: str) -> None:
    """Open the list of people and tick these."""
    await person.tap("👥 Deleguj")
    for name in names:
        await person.tap(f"☐ {name}")


async def states(town: Town) -> list[State]:
    return await every(town, select(Delegate.state).order_by(Delegate.id))  # type: ignore[arg-type]


def at_once(town: Town, people: Sequence[Person], label: str) -> None:
    """All of them tap it at the same moment."""
    for person in people:
        message = next(m for m in reversed(person.messages) if button_with(m.buttons, label))
        button = certain(button_with(message.buttons, label))
        town.world.tap(person.user, message, button["callback_data"])


@where_it_races
async def test_of_two_who_choose_at_once_the_second_one_looks_again(town: Town, people: dict[str, Person]) -> None:
    anna, ula = people["anna"], people["ula"]
    await call(town)
    await ula.say("/fora")
    await ula.tap("Forum Mobilności")
    await ticks(anna, "Piotr Zając")
    await ticks(ula, "Ola Maj")
    at_once(town, [anna, ula], "✅ Zatwierdź")
    await town.settled()
    assert await states(town) == [State.ASKED]
    [second] = [each for each in (anna, ula) if button_with(each.messages[-1].buttons, "✅ Zatwierdź")]
    # both are ticked now, and nobody is taken off unawares
    assert all(button_with(second.messages[-1].buttons, f"☑ {name}") for name in ("Piotr Zając", "Ola Maj"))
    await second.tap("✅ Zatwierdź")
    assert await states(town) == [State.ASKED, State.ASKED]


@where_it_races
async def test_who_declines_while_the_coordinator_looks_is_not_asked_again(
    town: Town, people: dict[str, Person]
) -> None:
    anna, piotr = people["anna"], people["piotr"]
    await call(town)
    await ticks(anna, "Piotr Zając")
    await anna.tap("✅ Zatwierdź")
    await ticks(anna, "Ola Maj")
    await piotr.tap("🚫 Nie mogę")
    await piotr.tap("Pomiń")
    await anna.tap("✅ Zatwierdź", on=next(m for m in reversed(anna.messages) if "Kogo delegujesz" in m.text))
    anna.sees_toast("W tym czasie coś się zmieniło")
    await anna.tap("✅ Zatwierdź")
    assert await states(town) == [State.DECLINED, State.ASKED]


@where_it_races
async def test_of_two_communes_that_choose_the_same_person_one_gets_them(town: Town, people: dict[str, Person]) -> None:
    anna, ewa, igor = people["anna"], people["ewa"], people["igor"]
    await call(town)
    await ticks(anna, "Igor Bem")
    await ticks(ewa, "Igor Bem")
    at_once(town, [anna, ewa], "✅ Zatwierdź")
    await town.settled()
    assert await states(town) == [State.ASKED]
    assert sum("deleguje Cię" in message.text for message in igor.messages) == 1
    loser = next(each for each in (anna, ewa) if button_with(each.messages[-1].buttons, "✅ Zatwierdź"))
    await loser.tap("✅ Zatwierdź")
    loser.sees_toast("Igor Bem jest już na liście innej gminy.")


@where_it_races
async def test_who_answers_as_the_forum_is_called_off_is_not_left_in_doubt(
    town: Town, people: dict[str, Person]
) -> None:
    """Whoever comes first: in the end the message says that it is off, and has no button to answer."""
    anna, jan, piotr = people["anna"], people["jan"], people["piotr"]
    await call(town)
    await ticks(anna, "Piotr Zając", "Ola Maj")
    await anna.tap("✅ Zatwierdź")
    await people["ola"].tap("🚫 Nie mogę")
    await jan.say("/fora")
    await jan.tap("Forum Mobilności")
    await jan.tap("❌ Odwołaj")
    await jan.say("Chory prelegent")
    at_once(town, [jan], "Tak, odwołuję")
    at_once(town, [piotr], "✅ Będę")
    at_once(town, [people["ola"]], "Pomiń")
    await town.settled()
    for person in (piotr, people["ola"]):
        assert any("Odwołane" in message.text for message in person.messages)
        assert not any(button_with(m.buttons, label) for m in person.messages for label in ("Będę", "Nie mogę"))
    await people["ola"].tap_data(Come(delegate=1).pack())
    people["ola"].sees_toast("Już po czasie")


@pytest.mark.parametrize("kind", [Kind.TEAM, Kind.FORUM])
async def test_nobody_chooses_where_there_is_no_invitation(town: Town, people: dict[str, Person], kind: Kind) -> None:
    """For a meeting to which people are invited by name, or before the invitations go out: forged taps."""
    await call(town, kind=kind, later=kind is Kind.FORUM)
    anna = people["anna"]
    if kind is Kind.FORUM:
        await anna.say("/menu")
    async with town.database.transaction() as session:
        home = next(c.id for c in await all_communes(session) if c.name == "Niepołomice")
    before = await states(town)
    for tap in (Choose, IGo, NoneGoes):
        await anna.tap_data(tap(forum=1, commune=home).pack())
        anna.sees_toast("nieaktualny")
    assert await states(town) == before


async def test_somebody_elses_seat_is_not_given_away(town: Town, people: dict[str, Person]) -> None:
    await call(town)
    await ticks(people["anna"], "Piotr Zając")
    await people["anna"].tap("✅ Zatwierdź")
    for somebody in (people["anna"], people["ewa"]):
        await somebody.tap_data(Come(delegate=1).pack())
        somebody.sees_toast("nie masz uprawnień")
    assert await states(town) == [State.ASKED]
