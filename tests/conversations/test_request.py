"""Requests for access: who decides, who may no longer, and two who decide at the same instant."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from bot.playground import Person
from models.people import person, request
from models.people.commune import commune_named
from models.people.permission import Role
from models.people.person import Membership
from models.people.request import AccessRequest, Asked, AsksAlready, Decided, DecidedBefore, Decision
from tests.conftest import Town, where_it_races
from tests.conversations.test_invitation import forged, known, stranger
from tests.rows import certain, every, loses_roles

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


async def asks(who: Person, commune: str = "Niepołomice", role: str = "Specjalista") -> None:
    """All the way to the request."""
    await who.start()
    await who.tap("📝 Poproś o dostęp")
    await who.say(commune)
    await who.tap(commune)
    await who.tap(role)
    await who.tap("✅ Zgadzam się")
    await who.tap(f"✅ {who.user.name}")
    await who.tap("Pomiń")


async def decision(town: Town) -> Decision:
    [row] = await every(town, select(AccessRequest))
    return Decision(row.decision)


# --- the rules ----------------------------------------


async def test_who_decides(town: Town) -> None:
    """The coordination of that commune; the Office where there is none."""
    await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Olga Wilk", Role.COORDINATOR_DEPUTY, "Niepołomice")
    await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await town.meets("Iwo Król", Role.CHAIR_DEPUTY, "Niepołomice")
    await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await town.meets("Ula Wilga", Role.CHAIR, "Skawina")
    found = {}
    async with town.database.transaction() as session:
        for number, name in enumerate(("Niepołomice", "Skawina", "Liszki")):
            home = certain(await commune_named(session, name))
            asker = await person.add_person(session, telegram_id=900 + number, name="X Y", language="pl", now=NOW)
            outcome = await request.ask_for_access(session, asker, commune_id=home.id, role=Role.SPECIALIST, now=NOW)
            assert isinstance(outcome, Asked)
            found[name] = [decider.name for decider in outcome.deciders]
    assert found == {
        "Niepołomice": ["Anna Nowak", "Olga Wilk"],
        "Skawina": ["Jan Kowalski"],
        "Liszki": ["Jan Kowalski"],
    }


@where_it_races
async def test_of_two_decisions_at_the_same_instant_the_first_counts(town: Town) -> None:
    async with town.database.transaction() as session:
        home = certain(await commune_named(session, "Niepołomice"))
        deciders = [
            await person.add_person(session, telegram_id=800 + n, name=f"Osoba {n}", language="pl", now=NOW)
            for n in range(4)
        ]
        asker = await person.add_person(session, telegram_id=900, name="Tomasz Bąk", language="pl", now=NOW)
        asked = await request.ask_for_access(session, asker, commune_id=home.id, role=Role.CHAIR, now=NOW)
        assert isinstance(asked, Asked)
        id = asked.request.id
        again = await request.ask_for_access(session, asker, commune_id=home.id, role=Role.CHAIR, now=NOW)
        assert isinstance(again, AsksAlready)

    async def decides(by: person.Person, decision: Decision) -> Decided | DecidedBefore:
        async with town.database.transaction() as session:
            found = certain(await request.find(session, id))
            outcome = await request.decide(session, found, decision, by=by, now=NOW)
            await asyncio.sleep(0.02)
            return outcome

    wishes = [Decision.ACCEPTED, Decision.REFUSED, Decision.ACCEPTED, Decision.REFUSED]
    outcomes = await asyncio.gather(*(decides(by, wish) for by, wish in zip(deciders, wishes, strict=True)))
    [winner] = [outcome for outcome in outcomes if isinstance(outcome, Decided)]
    late = [outcome for outcome in outcomes if isinstance(outcome, DecidedBefore)]
    assert {(o.by.id, o.decision) for o in late} == {(winner.request.decided_by, winner.request.decision)}
    members = await every(town, select(Membership))
    assert len(members) == (winner.request.decision is Decision.ACCEPTED)
    async with town.database.transaction() as session:
        assert not await request.waits(session, asker)
        rows = (await session.exec(select(AccessRequest))).all()
        assert [row.decided_at for row in rows] == [NOW]


# --- the chat ----------------------------------------


async def test_the_right_is_asked_for_at_the_tap(town: Town) -> None:
    """Whoever lost it, never had it, or has it in another commune: nothing happens."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    olga = await town.meets("Olga Wilk", Role.COORDINATOR_DEPUTY, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    piotr = await town.meets("Piotr Zając", Role.SPECIALIST, "Niepołomice")
    tomasz = stranger(town, "Tomasz", "Bąk")
    await asks(tomasz)
    admit = forged(anna, "✅ Przyjmij", 1, True)
    await loses_roles(town, anna)
    await anna.tap("✅ Przyjmij")
    anna.sees_toast("Do tego nie masz uprawnień.")
    for who in (ewa, piotr, tomasz):
        await who.say("/pomoc")
        await who.say("/start")
        await who.tap_data(admit, on=who.messages[-1])
        who.sees_toast("Do tego nie masz uprawnień.")
    assert await decision(town) is Decision.OPEN
    await olga.tap("✅ Przyjmij")
    assert await decision(town) is Decision.ACCEPTED


async def test_a_request_that_is_not_there(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await asks(stranger(town, "Tomasz", "Bąk"))
    for data in (
        forged(anna, "✅ Przyjmij", 999, True),
        forged(anna, "✅ Przyjmij", "x", True),
        forged(anna, "✖️ Odrzuć"),
    ):
        await anna.tap_data(data)
        anna.sees_toast("nieaktualny")
    assert await decision(town) is Decision.OPEN


async def test_the_office_may_decide_everywhere(town: Town) -> None:
    """It was asked because there was no coordination; that there is one by now takes nothing from it."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    tomasz = stranger(town, "Tomasz", "Bąk")
    await asks(tomasz)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await jan.tap("✅ Przyjmij")
    tomasz.sees("Witaj w zespole gminy Niepołomice! Twoja rola: specjalista.")
    anna.sees("Tomasz Bąk")


async def test_an_accepted_asker_has_all_that_a_member_has(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    tim = stranger(town, "Tim", "Cook", language="en")
    await tim.start()
    await tim.tap("📝 Ask for access")
    await tim.say("NIEPOL")
    await tim.tap("Niepołomice")
    await tim.tap("Coordinator")
    await tim.tap("✅ I agree")
    await tim.tap("✏️ Change")
    await tim.say("Tim <i>Cook</i>")
    await tim.say("I plan <b>buses</b>")
    tim.sees("Request sent: Niepołomice · coordinator.")
    card = anna.sees("Tim <i>Cook</i>")
    assert "Niepołomice · koordynator" in card.text and card.text.endswith("„I plan <b>buses</b>”")
    before = tim.commands
    await anna.tap("✅ Przyjmij")
    tim.sees("Welcome to the team of Niepołomice! Your role: coordinator.")
    tim.sees_button("📋 Give status")
    assert "/status" in tim.commands and "/status" not in before
    somebody = certain(await known(town, tim))
    assert (somebody.person.consent_version, somebody.person.name) == ("2026-11-23", "Tim <i>Cook</i>")
    assert somebody.person.consent_at is not None
    async with town.database.transaction() as session:
        home = await commune_named(session, "Niepołomice")
    [membership] = somebody.memberships
    assert home is not None and (membership.role, membership.commune_id) == (Role.COORDINATOR, home.id)


@pytest.mark.parametrize("role", ["office", "chair_deputy", "coordinator_deputy", "king"])
async def test_forged_roles_are_refused(town: Town, role: str) -> None:
    tomasz = stranger(town, "Tomasz", "Bąk")
    await tomasz.start()
    await tomasz.tap("📝 Poproś o dostęp")
    await tomasz.say("liszki")
    await tomasz.tap("Liszki")
    await tomasz.tap_data(forged(tomasz, "Specjalista", role))
    tomasz.sees_toast("nieaktualny")
    assert await every(town, select(AccessRequest)) == []


async def test_communes_are_paged_and_found(town: Town) -> None:
    tomasz = stranger(town, "Tomasz", "Bąk")
    await tomasz.start()
    await tomasz.tap("📝 Poproś o dostęp")
    assert len([row for row in tomasz.messages[-1].buttons if len(row) == 1]) == 8
    tomasz.sees_button("1/2")
    await tomasz.tap("▶️")
    tomasz.sees_button("Zielonki")
    for typed in ("swiatniki", "ŚWIĄTNIKI", "Świątniki G"):
        await tomasz.say(typed)
        tomasz.sees_button("Świątniki Górne")
    for rubbish in ("🙂", "<b>", "x" * 900):
        await tomasz.say(rubbish)
        tomasz.sees("Nie znajduję takiej gminy.")
    await tomasz.say("y" * 5000)
    tomasz.sees("Za długie")


async def test_what_the_person_has_need_not_be_asked_for(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.start("abc")
    await anna.tap("📝 Poproś o dostęp")
    await anna.say("niepol")
    await anna.tap("Niepołomice")
    await anna.tap("Koordynator")
    anna.sees("Masz już tę rolę: Niepołomice · koordynator. Nie trzeba")
    assert await every(town, select(AccessRequest)) == []


async def test_who_was_refused_may_ask_again(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    tomasz = stranger(town, "Tomasz", "Bąk")
    await asks(tomasz)
    await anna.tap("✖️ Odrzuć")
    tomasz.sees("została odrzucona")
    await asks(tomasz)
    tomasz.sees("Prośba wysłana")
    await tomasz.start()
    await tomasz.tap("📝 Poproś o dostęp")
    tomasz.sees("czeka jeszcze na decyzję")
    assert len(await every(town, select(AccessRequest))) == 2


async def test_the_card_says_who_it_is_in_telegram(town: Town) -> None:
    """The name of a request is one's own choice; the account is not."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    tomasz = Person(town.world, "Tomasz", last_name="Bąk", username="tbak")
    town.world.let_in(tomasz.user)
    await tomasz.say("/start")
    await tomasz.tap("Poproś o dostęp")
    await tomasz.say("niepol")
    await tomasz.tap("Niepołomice")
    await tomasz.tap("Specjalista")
    await tomasz.tap("Zgadzam się")
    await tomasz.say("Jan Kowalski")
    await tomasz.tap("Pomiń")
    card = anna.sees("Prośba o dostęp")
    assert "Jan Kowalski" in card.text and card.text.endswith("Telegram: Tomasz Bąk · @tbak")
    [profile] = [each["user"]["id"] for each in card.content["entities"] if each["type"] == "text_mention"]
    assert profile == tomasz.id
