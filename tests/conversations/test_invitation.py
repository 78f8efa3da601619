"""Invitations: the rules, and the chat where a story can't go: forged taps, secrecy, two at the same instant."""

import asyncio
import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from bot.playground import Person
from handlers.team.invite import _qr_code
from models.mail.dialog import Dialog
from models.mail.sender import Known, who_is
from models.people import invitation, person
from models.people.commune import commune_named
from models.people.invitation import VALID_FOR, Expired, Invitation, Unknown, Used, Valid
from models.people.permission import Role
from models.people.person import Membership, MembershipField
from tests.conftest import Town, on_postgresql, on_sqlite, where_it_races
from tests.engine.test_queries import counted
from tests.rows import certain, every

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LINK = re.compile(r"https://t\.me/\w+\?start=([\w-]+)")


async def makes(
    town: Town, role: Role = Role.COORDINATOR, commune: str | None = "Niepołomice", *, now: datetime | None = None
) -> str:
    """An invitation's code, as the command line makes it."""
    async with town.database.transaction() as session:
        home = await commune_named(session, commune) if commune else None
        return await invitation.invite(
            session, role=role, commune_id=home.id if home else None, invited_by=None, now=now or town.clock.now()
        )


async def known(town: Town, who: Person) -> Known | None:
    async with town.database.transaction() as session:
        return await who_is(session, who.id)


def stranger(town: Town, first: str = "Anna", last: str | None = "Nowak", *, language: str = "pl") -> Person:
    return Person(town.world, first, last_name=last, language=language)


def forged(who: Person, label: str, *fields: object) -> str:
    """The data of a button the person sees, with other fields."""
    buttons = [b for m in who.messages for row in m.buttons for b in row if label in b["text"]]
    head = str(buttons[-1]["callback_data"]).split("|")[:3]
    return "|".join([*head, *map(str, fields)])


async def everything_stored(town: Town) -> str:
    """All that the database holds, as text."""
    rows: list[str] = []
    async with town.database.transaction() as session:
        for table in SQLModel.metadata.sorted_tables:
            rows += [repr(tuple(row)) for row in (await session.exec(sa.select(table))).all()]  # type: ignore[call-overload]
    return "\n".join(rows)


# --- the rules ----------------------------------------


async def test_it_stands_for_14_days_and_no_longer(town: Town) -> None:
    code = await makes(town, now=NOW)
    async with town.database.transaction() as session:
        last = await invitation.with_code(session, code, now=NOW + VALID_FOR - timedelta(seconds=1))
        assert isinstance(last, Valid) and last.commune is not None and last.commune.name == "Niepołomice"
        assert isinstance(await invitation.with_code(session, code, now=NOW + VALID_FOR), Expired)
        assert isinstance(await invitation.with_code(session, code + "x", now=NOW), Unknown)
        assert isinstance(await invitation.with_code(session, "", now=NOW), Unknown)
        late = await invitation.use(session, last.invitation.id, person_id=1, now=NOW + VALID_FOR)
        assert isinstance(late, Expired) and last.invitation.used_at is None


@where_it_races
async def test_of_many_at_the_same_instant_one_wins(town: Town) -> None:
    code = await makes(town)
    async with town.database.transaction() as session:
        found = await invitation.with_code(session, code, now=NOW)
        people = [
            await person.add_person(session, telegram_id=5000 + n, name=f"Osoba {n}", language="pl", now=NOW)
            for n in range(5)
        ]
    assert isinstance(found, Valid)
    id = found.invitation.id

    async def uses(somebody: person.Person) -> object:
        async with town.database.transaction() as session:
            outcome = await invitation.use(session, id, person_id=somebody.id, now=NOW)
            await asyncio.sleep(0.02)
            return type(outcome)

    outcomes = await asyncio.gather(*(uses(somebody) for somebody in people))
    assert sorted(o.__name__ for o in outcomes if isinstance(o, type)) == ["Used"] * 4 + ["Valid"]
    [row] = await every(town, select(Invitation))
    assert row.used_by in {somebody.id for somebody in people}
    async with town.database.transaction() as session:
        assert isinstance(await invitation.with_code(session, code, now=NOW), Used)


@where_it_races
async def test_two_who_join_at_the_same_instant(town: Town) -> None:
    """Both have the link open and tap at once: one joins, the other is told that it is used."""
    code = await makes(town)
    pair = [stranger(town, "Anna", "Nowak"), stranger(town, "Piotr", "Zając")]
    for who in pair:
        await who.start(code)
        await who.tap("✅ Dołączam")
    await asyncio.gather(*(who.tap(f"✅ {who.user.name}") for who in pair))
    screens = [who.screen() for who in pair]
    assert sum("Witaj w zespole gminy Niepołomice" in screen for screen in screens) == 1
    assert sum("zostało już wykorzystane" in screen for screen in screens) == 1
    assert len(await every(town, select(Membership))) == 1


# --- whose maker has lost the right to make it ----------------------------------------


async def makes_as(town: Town, who: Person, role: Role, commune: str | None) -> str:
    """The code of an invitation that this person makes."""
    async with town.database.transaction() as session:
        home = await commune_named(session, commune) if commune else None
        maker = certain(await who_is(session, who.id))
        return await invitation.invite(
            session, role=role, commune_id=home.id if home else None, invited_by=maker.person.id, now=town.clock.now()
        )


async def becomes(town: Town, who: Person, role: Role | None, commune: str = "Niepołomice") -> None:
    """All roles end, without what a conversation does besides; then they hold this one."""
    async with town.database.transaction() as session:
        somebody, home = certain(await who_is(session, who.id)), certain(await commune_named(session, commune))
        for member in await person.members(session, person_id=somebody.person.id):
            member.membership.ended_at = town.clock.now()
        if role is not None:
            await person.join(session, somebody.person, role=role, commune_id=home.id, now=town.clock.now())


@where_it_races
@pytest.mark.parametrize(
    ("was", "commune", "offers", "now", "at"),
    [
        (Role.OFFICE, None, Role.OFFICE, None, ""),
        (Role.OFFICE, None, Role.CHAIR, None, ""),
        (Role.OFFICE, None, Role.OFFICE, Role.COORDINATOR, "Niepołomice"),
        (Role.COORDINATOR, "Niepołomice", Role.CHAIR, None, ""),
        (Role.COORDINATOR, "Niepołomice", Role.CHAIR, Role.SPECIALIST, "Niepołomice"),
        (Role.COORDINATOR, "Niepołomice", Role.CHAIR, Role.COORDINATOR, "Skawina"),
    ],
)
async def test_it_ends_with_the_right_to_invite(
    town: Town, was: Role, commune: str | None, offers: Role, now: Role | None, at: str
) -> None:
    """Whether the link was opened before or not; nobody comes back by an invitation of their own."""
    maria = await town.meets("Maria Wolska", was, commune)
    early, late = stranger(town, "Ewa", "Lis"), stranger(town, "Olga", "Wilk")
    code = await makes_as(town, maria, offers, "Niepołomice" if offers is Role.CHAIR else None)
    await early.start(code)
    await early.tap("✅ Dołączam")
    await becomes(town, maria, now, at or "Niepołomice")
    await early.tap("✅ Ewa Lis")
    await late.start(code)
    await maria.start(code)
    for who in (early, late, maria):
        who.sees("To zaproszenie straciło ważność")
        who.sees_button("📝 Poproś o dostęp")
    assert [row.used_at for row in await every(town, select(Invitation))] == [None]


@where_it_races
async def test_it_stays_ended_when_the_right_comes_back(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    code = await makes_as(town, anna, Role.CHAIR, "Niepołomice")
    other = await makes_as(town, jan, Role.CHAIR, "Niepołomice")
    await jan.say("/zespol niepol")
    for button in ("Zarządzaj", "Anna Nowak", "Usuń z zespołu", "Tak, usuń"):
        await jan.tap(button)
    await becomes(town, anna, Role.COORDINATOR)
    async with town.database.transaction() as session:
        assert isinstance(await invitation.with_code(session, code, now=town.clock.now()), Expired)
        assert isinstance(await invitation.with_code(session, other, now=town.clock.now()), Valid)


@on_postgresql
async def test_of_withdrawing_and_joining_at_once_the_first_counts(town: Town) -> None:
    """Who joins has found it valid, and waits for who withdraws it."""
    code = await makes(town)
    async with town.database.transaction() as session:
        found = await invitation.with_code(session, code, now=NOW)
        ewa = await person.add_person(session, telegram_id=5000, name="Ewa Lis", language="pl", now=NOW)
    assert isinstance(found, Valid)
    id, is_found = found.invitation.id, asyncio.Event()

    async def joins() -> object:
        async with town.database.transaction() as session:
            is_found.set()
            return await invitation.use(session, id, person_id=ewa.id, now=NOW)

    async with town.database.transaction() as session:
        assert await invitation.withdraw(session, id, now=NOW)
        joining = asyncio.create_task(joins())
        await is_found.wait()
        await asyncio.sleep(0.2)
        assert not joining.done(), "it waits for the row"
    assert isinstance(await joining, Expired)


# --- those that are open ----------------------------------------


async def test_only_those_are_listed_that_one_may_make_and_that_stand(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await makes(town, Role.OFFICE, None)
    await makes(town, Role.CHAIR, "Niepołomice", now=town.clock.now() - VALID_FOR)
    await makes_as(town, ewa, Role.CHAIR, "Skawina")
    used = await makes_as(town, anna, Role.SPECIALIST, "Niepołomice")
    await makes_as(town, anna, Role.COORDINATOR_DEPUTY, "Niepołomice")
    async with town.database.transaction() as session:
        found = await invitation.with_code(session, used, now=NOW)
        assert isinstance(found, Valid)
        await invitation.use(session, found.invitation.id, person_id=1, now=town.clock.now())
    await jan.say("/zapros")
    await jan.tap("Otwarte zaproszenia (3)")
    jan.sees("1. Niepołomice · osoba upoważniona koordynatora, do 8.12.2026 · Anna Nowak")
    jan.sees("3. Biuro, do 8.12.2026 · od administratora")
    await ewa.say("/zapros")
    await ewa.tap("Otwarte zaproszenia (1)")
    ewa.sees("1. Skawina · przewodniczący")
    ewa.sees_not("Niepołomice")


async def test_many_are_listed_by_page(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    for _ in range(9):
        await makes(town)
    await anna.say("/zapros")
    await anna.tap("Otwarte zaproszenia (9)")
    await anna.tap("▶️")
    await anna.tap("✖️ Wycofaj 9")
    anna.sees_toast("Zaproszenie wycofane")
    assert [row.id for row in await every(town, select(Invitation)) if row.expires_at <= town.clock.now()] == [1]
    anna.sees_button("✖️ Wycofaj 8")


async def test_withdrawing_is_asked_for_at_the_tap(town: Town) -> None:
    """Neither another commune's, nor one that is used, nor one that never was."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    own, foreign, office = [await makes(town, Role.CHAIR, place) for place in ("Niepołomice", "Skawina", None)]
    await anna.say("/zapros")
    await anna.tap("Otwarte zaproszenia (1)")
    for number in (2, 3, 999):
        await anna.tap_data(forged(anna, "Wycofaj", number))
        anna.sees_toast("nieaktualny")
    async with town.database.transaction() as session:
        for code in (own, foreign, office):
            assert isinstance(await invitation.with_code(session, code, now=town.clock.now()), Valid)
        await invitation.use(session, 1, person_id=1, now=town.clock.now())
    await anna.tap("Wycofaj 1")
    anna.sees_toast("nieaktualny")


# --- the code is a secret ----------------------------------------


async def test_the_code_stands_nowhere_but_in_the_link(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = stranger(town)
    await jan.say("/zapros niepol")
    await jan.tap("Koordynator")
    match = certain(LINK.search(jan.sees("https://t.me/").text))
    code = match[1]
    assert len(code) >= 20
    caplog.clear()
    await anna.start(code)
    await asyncio.sleep(0.1)
    await town.settled()
    ours = [r.getMessage() for r in caplog.records if r.name.startswith(("bot", "handlers", "models", "jobs"))]
    assert all(code not in line for line in ours)
    assert code not in await everything_stored(town)
    assert all(code not in message.text for message in anna.messages if message.sender is not anna.user)


@on_sqlite
async def test_a_failing_database_does_not_tell_the_code(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """What could not be written is not written into the log instead."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await jan.say("/zapros niepol")
    async with town.database.transaction() as session:
        full = "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        await session.exec(sa.text(full))  # type: ignore[call-overload]
    caplog.clear()
    tap = asyncio.create_task(jan.tap("Koordynator"))
    async with asyncio.timeout(20):
        while "disk full" not in caplog.text:
            await asyncio.sleep(0.01)
    async with town.database.transaction() as session:
        await session.exec(sa.text("DROP TRIGGER full"))  # type: ignore[call-overload]
    await tap
    jan.sees("Jedno użycie, 14 dni")
    assert "?start=" not in caplog.text


# --- making one ----------------------------------------


@pytest.mark.parametrize(
    ("button", "role", "place"),
    [
        ("Przewodniczący", Role.CHAIR, "Niepołomice · przewodniczący"),
        ("Koordynator", Role.COORDINATOR, "Niepołomice · koordynator"),
        ("Specjalista", Role.SPECIALIST, "Niepołomice · specjalista"),
        ("Za przewodniczącego", Role.CHAIR_DEPUTY, "Niepołomice · osoba upoważniona przewodniczącego"),
        ("Za koordynatora", Role.COORDINATOR_DEPUTY, "Niepołomice · osoba upoważniona koordynatora"),
    ],
)
async def test_one_message_with_all(town: Town, button: str, role: Role, place: str) -> None:
    """A picture of the link, and a caption with link, role, commune and how long it works."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/zapros")
    await anna.tap(button)
    new = [message for message in anna.news if "photo" in message.content]
    [shown] = new
    match = certain(LINK.search(shown.text))
    assert place in shown.text and "Jedno użycie, 14 dni" in shown.text
    [picture] = anna.files
    assert picture.data.startswith(b"\x89PNG") and picture.data == _qr_code(match[0])
    [row] = await every(town, select(Invitation))
    assert (row.role, row.expires_at - row.created_at) == (role, timedelta(days=14))


@pytest.mark.parametrize("target", ["Skawina", None])
async def test_a_coordinator_forges_another_team(town: Town, target: str | None) -> None:
    """Not into another commune, and not into the Office."""
    await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Anna Nowak", Role.COORDINATOR, "Liszki")
    async with town.database.transaction() as session:
        other = await commune_named(session, target) if target else None
    await anna.say("/zapros")
    await anna.tap_data(forged(anna, "Niepołomice", other.id if other else 0))
    anna.sees_toast("nieaktualny")
    assert await every(town, select(Invitation)) == []


async def test_forged_roles_are_refused(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/zapros")
    for role in ("office", "mayor", ""):
        await anna.tap_data(forged(anna, "Koordynator", role))
        anna.sees_toast("nieaktualny")
    assert await every(town, select(Invitation)) == []


async def test_the_right_is_asked_for_when_the_link_is_made(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/zapros")
    async with town.database.transaction() as session:
        [member] = await person.members(session)
        member.membership.ended_at = NOW
    await anna.tap("Koordynator")
    anna.sees("Do tego nie masz uprawnień.")
    assert await every(town, select(Invitation)) == []


@pytest.mark.parametrize("role", [Role.CHAIR, Role.CHAIR_DEPUTY, Role.SPECIALIST])
async def test_others_may_not_invite(town: Town, role: Role) -> None:
    ewa = await town.meets("Ewa Lis", role, "Niepołomice")
    await ewa.say("/zapros")
    ewa.sees("Do tego nie masz uprawnień.")


# --- opening one ----------------------------------------


@pytest.mark.parametrize("rubbish", ["<b>", "&amp;", "🙂", "a" * 300, "' OR 1=1 --", "-" * 64, "x y z"])
async def test_rubbish_is_an_unknown_code(town: Town, rubbish: str) -> None:
    anna = stranger(town)
    await anna.start(rubbish)
    message = anna.sees("Nie znam takiego zaproszenia.")
    assert rubbish not in message.text
    anna.sees_button("📝 Poproś o dostęp")


@pytest.mark.parametrize("bad", ["A", "🙂🙂🙂", "123 456", "Anna\nNowak", "A" * 101, "A" * 300, "<>&"])
async def test_what_is_no_name(town: Town, bad: str) -> None:
    anna = stranger(town)
    await anna.start(await makes(town))
    await anna.tap("✅ Dołączam")
    await anna.tap("✏️ Zmień")
    await anna.say(bad)
    anna.sees("To nie wygląda na imię i nazwisko.")
    await anna.send_sticker()
    anna.sees("Tego nie umiem zapisać")
    await anna.say("  Anna   Maria  Nowak-Żółć ")
    anna.sees("Witaj w zespole gminy Niepołomice! Twoja rola: koordynator.")
    somebody = certain(await known(town, anna))
    assert somebody.person.name == "Anna Maria Nowak-Żółć"


@pytest.mark.parametrize("name", ["Ła", "A" * 100, "Ewa <b>& Syn</b> 🙂"])
async def test_what_is_a_name(town: Town, name: str) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = stranger(town)
    await anna.start(await makes(town))
    await anna.tap("✅ Dołączam")
    await anna.say(name)
    anna.sees("Witaj w zespole")
    jan.sees(name)


async def test_a_telegram_name_that_is_none_is_asked_for(town: Town) -> None:
    nobody = stranger(town, "🙂", None)
    await nobody.start(await makes(town))
    await nobody.tap("✅ Dołączam")
    nobody.sees("Napisz imię i nazwisko")


async def test_what_is_noted_of_somebody_who_joins(town: Town) -> None:
    """Consent with version and time, role, language and command menu; the team hears of it, the joiner does not."""
    town.world.let_in((john := stranger(town, "John", "Smith", language="en")).user)
    chair = await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    colleague = await town.meets("Olga Wilk", Role.SPECIALIST, "Niepołomice")
    elsewhere = await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await john.start(await makes(town))
    await john.tap("✅ Join")
    await john.tap("✅ John Smith")
    somebody = certain(await known(town, john))
    assert somebody.dialog is None
    row = somebody.person
    assert (row.name, row.language, row.consent_version) == ("John Smith", "en", "2026-11-23")
    assert row.consent_at == town.clock.now()
    [membership] = [held for held in await every(town, select(Membership)) if held.person_id == row.id]
    assert (membership.role, membership.since) == (Role.COORDINATOR, town.clock.now())
    assert {"/status", "/forums", "/menu"} <= set(john.commands)
    [used] = await every(town, select(Invitation))
    assert used.used_by == row.id and used.used_at == town.clock.now()
    chair.sees("John Smith")
    jan.sees("Niepołomice · koordynator")
    colleague.sees_nothing()
    elsewhere.sees_nothing()
    assert not any("A new person" in message.text for message in john.messages)


async def test_specialists_choose_fields_that_exist(town: Town) -> None:
    ewa = stranger(town, "Ewa", "Lis")
    await ewa.start(await makes(town, Role.SPECIALIST))
    await ewa.tap("✅ Dołączam")
    await ewa.tap("✅ Ewa Lis")
    await ewa.tap_data(forged(ewa, "mobilność", 999))
    await ewa.tap("Dalej")
    ewa.sees_toast("Zaznacz przynajmniej jedną")
    assert await every(town, select(Membership)) == []
    for label in ("☐ mobilność", "☐ edukacja", "☑ mobilność"):
        await ewa.tap(label)
    await ewa.tap("Dalej")
    ewa.sees("Witaj w zespole gminy Niepołomice! Twoja rola: specjalista.")
    assert len(await every(town, select(MembershipField))) == 1


async def test_a_second_link_adds_a_role_and_keeps_the_rest(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    before = await known(town, anna)
    code = await makes(town, Role.CHAIR, "Skawina")
    await town.wait(timedelta(days=1))
    await anna.start(code)
    anna.sees("Zaproszenie: Skawina · przewodniczący")
    await anna.tap("✅ Dołączam")
    anna.sees("Witaj w zespole gminy Skawina! Twoja rola: przewodniczący.")
    after = certain(await known(town, anna))
    assert before is not None
    assert [m.role for m in after.memberships] == [Role.COORDINATOR, Role.CHAIR]
    assert (after.person.name, after.person.consent_at) == (before.person.name, before.person.consent_at)


async def test_another_version_of_the_clause_is_agreed_to_anew(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with town.database.transaction() as session:
        [member] = await person.members(session)
        person.consent(member.person, version="2020-01", now=NOW - timedelta(days=999))
    await anna.start(await makes(town, Role.CHAIR, "Skawina"))
    anna.sees("zgadzasz się na przetwarzanie danych")
    await anna.tap("✅ Dołączam")
    await anna.tap("✅ Anna Nowak")
    somebody = certain(await known(town, anna))
    assert (somebody.person.consent_version, somebody.person.consent_at) == ("2026-11-23", town.clock.now())


async def test_who_got_the_role_meanwhile_leaves_the_code_unused(town: Town) -> None:
    anna = stranger(town)
    await anna.start(await makes(town))
    await anna.tap("✅ Dołączam")
    async with town.database.transaction() as session:
        somebody = certain(await who_is(session, anna.id))
        home = certain(await commune_named(session, "Niepołomice"))
        await person.join(session, somebody.person, role=Role.COORDINATOR, commune_id=home.id, now=NOW)
    await anna.tap("✅ Anna Nowak")
    anna.sees("Masz już tę rolę: Niepołomice · koordynator.")
    [row] = await every(town, select(Invitation))
    assert row.used_at is None


async def test_it_expires_between_opening_and_joining(town: Town) -> None:
    anna = stranger(town)
    await anna.start(await makes(town))
    await anna.tap("✅ Dołączam")
    await town.wait(timedelta(days=15))
    await anna.tap("✅ Anna Nowak")
    anna.sees("To zaproszenie straciło ważność")
    anna.sees_button("📝 Poproś o dostęp")
    somebody = certain(await known(town, anna))
    assert (somebody.memberships, somebody.person.consent_at) == ((), None)


# --- refusing one ----------------------------------------


async def test_of_a_stranger_who_refuses_nothing_is_kept(town: Town) -> None:
    anna = stranger(town)
    await anna.start(await makes(town))
    await anna.say("/start")
    await anna.tap("📝 Poproś o dostęp")
    await anna.say("/start")
    await anna.start(await makes(town))
    await anna.tap("✖️ Rezygnuję")
    anna.sees("W porządku")
    anna.sees_not("Odłożone")
    assert await known(town, anna) is None
    assert await every(town, select(Dialog)) == []


@pytest.mark.parametrize("consented", [True, False])
async def test_a_member_who_refuses_stays(town: Town, consented: bool) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with town.database.transaction() as session:
        [member] = await person.members(session)
        if not consented:
            member.person.consent_version = member.person.consent_at = None
    await anna.start(await makes(town, Role.CHAIR, "Skawina"))
    await anna.tap("✖️ Rezygnuję")
    anna.sees("W porządku, nic nie zapisuję.")
    somebody = certain(await known(town, anna))
    assert len(somebody.memberships) == 1


# --- how much it costs ----------------------------------------


@on_sqlite
async def test_joining_takes_as_many_queries_in_a_crowd(town: Town) -> None:
    async def joins(name: str) -> int:
        who = stranger(town, name, "Nowak")
        await who.start(await makes(town))
        await who.tap("✅ Dołączam")
        with counted() as statements:
            await who.tap(f"✅ {name} Nowak")
            await town.settled()
        who.sees("Witaj w zespole")
        return len(statements)

    alone = await joins("Anna")
    for number in range(12):
        await town.meets(f"Biuro{number} Osoba", Role.OFFICE)
        await town.meets(f"Koordynator{number} Osoba", Role.COORDINATOR, "Niepołomice")
    assert await joins("Ewa") == alone
