"""Risks: scores, how they are raised and added to, what their history keeps, and who is told."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import app
from bot.settings import Settings
from bot.texts import Texts
from models.database import Database
from models.mail import screen
from models.mail.screen import Screen
from models.people import person
from models.people.commune import commune_named
from models.people.permission import Role
from models.people.person import Membership, Person
from models.project import project
from models.risk import card as risk_card
from models.risk import event as risk_event
from models.risk.card import CARD
from models.risk.case import set_detail, set_owner
from models.risk.event import Kind, RiskEvent
from models.risk.risk import (
    Attached,
    Band,
    Category,
    LooksLike,
    NewRisk,
    NoRoom,
    Proximity,
    Raised,
    Response,
    Risk,
    Severity,
    TooMany,
    add_to,
    attachments,
    band_of,
    raise_risk,
    raised_just_now,
    read_rating,
    score,
)
from tests.conftest import on_both_engines
from tests.rows import certain

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
SENTENCE = "Brak decyzji środowiskowej dla Żłobka"
VOICE = Attached(kind="voice", file_id="v")


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """The association's communes are in it, and nobody."""
    database = await app.prepare(settings)
    yield database
    await database.close()


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.transaction() as session:
        yield session


async def somebody(session: AsyncSession, name: str, *roles: tuple[Role, str | None]) -> Person:
    """Somebody new in these teams."""
    id = 1000 + len((await session.exec(select(Person.id))).all())
    known = await person.add_person(session, telegram_id=id, name=name, language="pl", now=NOW)
    for role, commune in roles:
        home = await commune_named(session, commune) if commune else None
        await person.join(session, known, role=role, commune_id=home.id if home else None, now=NOW)
    return known


async def anna_of(session: AsyncSession) -> Person:
    return await somebody(session, "Anna Nowak", (Role.COORDINATOR, "Niepołomice"))


async def says(
    session: AsyncSession, by: Person, text: str = SENTENCE, *, at: datetime = NOW, sure: bool = False, **more: Any
) -> Raised | LooksLike | TooMany:
    home = certain(await commune_named(session, "Niepołomice"))
    new = NewRisk(commune_id=home.id, severity=Severity.SERIOUS, text=text, **more)
    return await raise_risk(session, new, by=by, now=at, sure=sure)


async def raised(session: AsyncSession, by: Person, text: str = SENTENCE, **more: Any) -> Risk:
    outcome = await says(session, by, text, **more)
    assert isinstance(outcome, Raised)
    return outcome.risk


async def kinds_of(session: AsyncSession, risk: Risk) -> list[Kind]:
    return [happened.event.kind for happened in await risk_event.history(session, risk.id)]


# --- scores ----------------------------------------

BOUNDS = {Band.E: (1, 1), Band.D: (2, 5), Band.C: (6, 11), Band.B: (12, 19), Band.A: (20, 25)}


@pytest.mark.parametrize(("likelihood", "impact"), list(product(range(1, 6), repeat=2)))
def test_every_score_lies_in_exactly_one_band(likelihood: int, impact: int) -> None:
    points = score(likelihood, impact)
    assert points == likelihood * impact
    [only] = [band for band, (least, most) in BOUNDS.items() if least <= points <= most]
    assert band_of(points) is only


def test_bands_touch_and_do_not_overlap() -> None:
    assert {band: (band.least, band.most) for band in Band} == BOUNDS
    assert [band_of(points) for points in range(1, 26)] == sorted(map(band_of, range(1, 26)), reverse=True)


@pytest.mark.parametrize(("likelihood", "impact"), [(None, None), (None, 5), (5, None)])
def test_what_is_rated_by_half_has_no_score(likelihood: int | None, impact: int | None) -> None:
    assert score(likelihood, impact) is None


def a_risk(severity: Severity) -> Risk:
    return Risk(author_id=1, commune_id=1, severity=severity, text="", raised_at=NOW, waits_since=NOW)


@pytest.mark.parametrize("severity", Severity)
def test_what_is_not_rated_has_the_colour_of_the_severity_that_was_tapped(severity: Severity) -> None:
    """In both languages; the two scales never contradict each other."""
    risk = a_risk(severity)
    for words in Texts():
        assert words.plain(f"risk.severity_{severity}").startswith(risk.level.sign)
    risk.likelihood = 1
    assert risk.level is band_of(severity.score), "it is rated by half"


@pytest.mark.parametrize(
    ("likelihood", "impact", "sign"), [(5, 4, "🔴"), (4, 3, "🟠"), (2, 3, "🟡"), (1, 5, "🟢"), (1, 1, "⚪")]
)
def test_what_is_rated_has_the_colour_of_its_rating_whatever_was_reported(
    likelihood: int, impact: int, sign: str
) -> None:
    for severity in Severity:
        risk = a_risk(severity)
        risk.likelihood, risk.impact = likelihood, impact
        assert (risk.level.sign, risk.weight) == (sign, likelihood * impact)


@pytest.mark.parametrize(
    "typed", ["3x4", "3 x 4", "3×4", "3 na 4", "3*4", "3 4", " 3, 4 ", "3 RAZY 4", "3/4", "3 by 4"]
)
def test_a_rating_as_people_type_it(typed: str) -> None:
    assert read_rating(typed) == (3, 4)


@pytest.mark.parametrize("typed", ["", "3", "34", "12", "0x4", "3x6", "3 na", "trzy na cztery", "3x4x5", "13 x 4"])
def test_what_is_no_rating(typed: str) -> None:
    assert read_rating(typed) is None


# --- raising ----------------------------------------


@on_both_engines
async def test_a_number_is_never_used_again(database: Database) -> None:
    """Not even that of the newest, after it is deleted and nothing of it is left."""
    async with database.transaction() as session:
        anna = await anna_of(session)
        await raised(session, anna, "Pierwsze")
        newest = await raised(session, anna, "Drugie")
    async with database.transaction() as session:
        await session.exec(sa.delete(RiskEvent).where(col(RiskEvent.risk_id) == newest.id))
        await session.exec(sa.delete(Risk).where(col(Risk.id) == newest.id))
    async with database.transaction() as session:
        next_one = await raised(session, anna, "Trzecie")
        assert (newest.number, next_one.number) == ("R-2", "R-3")


@pytest.mark.parametrize(
    "again",
    [
        SENTENCE,
        SENTENCE.upper(),
        "brak decyzji srodowiskowej dla zlobka",
        "  Brak  decyzji\u00a0środowiskowej\tdla\nŻłobka \n",
        "Brak decyzji s\u0301rodowiskowej dla Z\u0307łobka",
    ],
)
async def test_the_same_sentence_within_ten_minutes_is_asked_about(session: AsyncSession, again: str) -> None:
    anna, ewa = await anna_of(session), await somebody(session, "Ewa Lis", (Role.SPECIALIST, "Niepołomice"))
    first = await raised(session, anna)
    assert await says(session, anna, again, at=NOW + 10 * MINUTE - SECOND) == LooksLike(first)
    assert len((await session.exec(select(RiskEvent))).all()) == 1, "nothing was written"
    assert isinstance(await says(session, ewa, again), Raised), "somebody else"
    assert isinstance(await says(session, anna, again + " i przedszkola"), Raised), "something else"
    assert isinstance(await says(session, anna, again, at=NOW + 10 * MINUTE), Raised), "later"


async def test_who_is_sure_raises_the_same_once_more(session: AsyncSession) -> None:
    anna = await anna_of(session)
    first = await raised(session, anna)
    second = await raised(session, anna, sure=True)
    assert first.id != second.id
    assert await says(session, anna) == LooksLike(second), "the newest of them"


async def test_the_same_sentence_is_known_after_more_was_added(session: AsyncSession) -> None:
    """A phone that was offline sends a sentence and a photo with a caption; its owner writes the sentence again."""
    anna = await anna_of(session)
    first = await raised(session, anna)
    assert await add_to(session, first, "To widok z drogi", None, by=anna, now=NOW) is None
    assert await says(session, anna, SENTENCE.upper(), at=NOW + MINUTE) == LooksLike(first)
    assert isinstance(await says(session, anna, "Brak decyzji", at=NOW + MINUTE), Raised), "its beginning is another"


async def test_two_voice_messages_are_two_risks(session: AsyncSession) -> None:
    anna = await anna_of(session)
    for _ in range(2):
        assert isinstance(await says(session, anna, " ", attachments=[VOICE]), Raised)


@on_both_engines
async def test_the_eleventh_within_an_hour_has_to_wait(session: AsyncSession) -> None:
    """Until the first of the last ten is an hour old, sure or not; nobody else does."""
    anna, ewa = await anna_of(session), await somebody(session, "Ewa Lis", (Role.SPECIALIST, "Niepołomice"))
    for number in range(10):
        await raised(session, anna, f"Zagrożenie {number}", at=NOW + number * MINUTE)
    for moment in (NOW + 10 * MINUTE, NOW + HOUR - SECOND):
        for sure in (False, True):
            assert await says(session, anna, "Jeszcze jedno", at=moment, sure=sure) == TooMany(NOW + HOUR)
    await raised(session, ewa, "Jeszcze jedno", at=NOW + 10 * MINUTE)
    await raised(session, anna, "Jeszcze jedno", at=NOW + HOUR)
    assert await says(session, anna, "I jeszcze", at=NOW + HOUR) == TooMany(NOW + HOUR + MINUTE)
    assert len((await session.exec(select(Risk).where(Risk.author_id == anna.id))).all()) == 11


async def test_of_many_attachments_the_first_twenty_are_kept(session: AsyncSession) -> None:
    anna = await anna_of(session)
    risk = await raised(session, anna, attachments=[Attached(kind="photo", file_id=f"{n}") for n in range(25)])
    assert [file.file_id for file in await attachments(session, risk.id)] == [f"{n}" for n in range(20)]
    assert await add_to(session, risk, "i jeszcze to", VOICE, by=anna, now=NOW) == NoRoom()
    assert (risk.text, await kinds_of(session, risk)) == (SENTENCE, [Kind.RAISED]), "nothing was added"
    assert await add_to(session, risk, "i jeszcze to", None, by=anna, now=NOW) is None


# --- adding ----------------------------------------


async def test_a_description_may_grow_to_a_thousand_characters(session: AsyncSession) -> None:
    anna = await anna_of(session)
    risk = await raised(session, anna, "a" * 990)
    assert await add_to(session, risk, "b" * 10, VOICE, by=anna, now=NOW) == NoRoom()
    assert (len(risk.text), await attachments(session, risk.id)) == (990, [])
    assert await add_to(session, risk, "ż" * 9, None, by=anna, now=NOW) is None
    assert risk.text == "a" * 990 + "\n" + "ż" * 9
    assert risk.folded.endswith("zzz"), "it is found by what was added"
    [_, added] = await risk_event.history(session, risk.id)
    assert (added.event.kind, added.event.before, added.event.after) == (Kind.TEXT, "a" * 990, risk.text)


async def test_what_is_added_to_a_voice_message(session: AsyncSession) -> None:
    anna = await anna_of(session)
    risk = await raised(session, anna, "", attachments=[VOICE])
    await add_to(session, risk, "", Attached(kind="photo", file_id="p"), by=anna, now=NOW)
    await add_to(session, risk, "Brak decyzji", None, by=anna, now=NOW)
    assert risk.text == "Brak decyzji"
    assert [file.kind for file in await attachments(session, risk.id)] == ["voice", "photo"]
    assert await kinds_of(session, risk) == [Kind.RAISED, Kind.ATTACHMENT, Kind.TEXT]


async def test_only_what_was_raised_just_now_and_is_open_takes_more(session: AsyncSession) -> None:
    anna = await anna_of(session)
    first, second = await raised(session, anna, "Pierwsze"), await raised(session, anna, "Drugie", at=NOW + MINUTE)
    assert await raised_just_now(session, anna, since=NOW) == second
    assert await raised_just_now(session, anna, since=NOW + MINUTE) is None
    second.state = second.state.WITHDRAWN
    assert await raised_just_now(session, anna, since=NOW - MINUTE) is None, f"{first.number} is not meant"


# --- details ----------------------------------------

DETAILS: list[tuple[Kind, Any, Any]] = [
    (Kind.SEVERITY, Severity.CRITICAL, Severity.WATCH),
    (Kind.CATEGORY, Category.LAND, Category.OTHER),
    (Kind.CAUSE, "Zimą nie ma <b>kruszywa</b>", "Inna"),
    (Kind.EVENT, "Przerwa", None),
    (Kind.EFFECT, "Pół roku później", None),
    (Kind.LIKELIHOOD, 4, 5),
    (Kind.IMPACT, 5, 1),
    (Kind.LIKELIHOOD_AFTER, 1, None),
    (Kind.IMPACT_AFTER, 2, 3),
    (Kind.PROXIMITY, Proximity.NOW, Proximity.LATER),
    (Kind.RESPONSE, Response.REDUCE, Response.ACCEPT),
    (Kind.TEXT, "Inaczej", "Jeszcze inaczej"),
]


@pytest.mark.parametrize(("kind", "first", "second"), DETAILS, ids=[kind for kind, _, _ in DETAILS])
async def test_a_change_is_one_event_from_what_to_what(
    session: AsyncSession, kind: Kind, first: Any, second: Any
) -> None:
    anna = await anna_of(session)
    risk = await raised(session, anna)
    was = getattr(risk, kind)
    seen = []
    for value in (was, first, first, second, second):
        changed = await set_detail(session, risk, kind, value, by=anna, now=NOW + MINUTE)
        seen.append((changed, len(await risk_event.history(session, risk.id)) - 1))
        assert getattr(risk, kind) == value
    assert seen == [(False, 0), (True, 1), (False, 1), (True, 2), (False, 2)]
    [_, one, two] = await risk_event.history(session, risk.id)
    shown = [None if value is None else str(value) for value in (was, first, second)]
    assert [(h.event.kind, h.event.before, h.event.after) for h in (one, two)] == [
        (kind, shown[0], shown[1]),
        (kind, shown[1], shown[2]),
    ]
    assert (one.person, one.event.at) == (anna, NOW + MINUTE)


async def test_a_change_of_owner_keeps_names(session: AsyncSession) -> None:
    anna, ewa = await anna_of(session), await somebody(session, "Ewa Lis", (Role.SPECIALIST, "Niepołomice"))
    risk = await raised(session, anna)
    changes = [(None, None), (ewa, None), (ewa, ewa), (anna, ewa), (None, anna)]
    done = [await set_owner(session, risk, owner, was=was, by=anna, now=NOW) for owner, was in changes]
    assert done == [False, True, False, True, True]
    events = [happened.event for happened in await risk_event.history(session, risk.id)][1:]
    assert [(event.kind, event.before, event.after) for event in events] == [
        (Kind.OWNER, None, "Ewa Lis"),
        (Kind.OWNER, "Ewa Lis", "Anna Nowak"),
        (Kind.OWNER, "Anna Nowak", None),
    ]


# --- who is told ----------------------------------------


async def shared_risk(session: AsyncSession, author: Person) -> Risk:
    """Of a project that Niepołomice leads and Skawina and Wieliczka take part in."""
    communes = [await commune_named(session, name) for name in ("Niepołomice", "Skawina", "Wieliczka")]
    home, *partners = [commune.id for commune in communes if commune is not None]
    led = await project.add(session, name="P+R Podłęże", commune_id=home, now=NOW)
    await project.set_partners(session, led, partners)
    return await raised(session, author, project_id=led.id)


async def leaves(session: AsyncSession, who: Person) -> None:
    for membership in (await session.exec(select(Membership).where(Membership.person_id == who.id))).all():
        membership.ended_at = NOW


@on_both_engines
async def test_who_is_told_of_a_risk(session: AsyncSession) -> None:
    """The Office, the commune's chairs, the partners' coordinators, their deputies: each once, the reporter never."""
    for name, *roles in (
        ("Jan Kowalski", (Role.OFFICE, None)),
        ("Maria Biuro", (Role.OFFICE, None), (Role.CHAIR, "Niepołomice"), (Role.COORDINATOR, "Skawina")),
        ("Piotr Zając", (Role.CHAIR, "Niepołomice"), (Role.COORDINATOR, "Wieliczka")),
        ("Zofia Mak", (Role.CHAIR_DEPUTY, "Niepołomice"), (Role.CHAIR, "Niepołomice")),
        ("Ewa Lis", (Role.COORDINATOR, "Skawina"), (Role.COORDINATOR, "Wieliczka")),
        ("Ola Wilk", (Role.COORDINATOR_DEPUTY, "Skawina")),
        ("Adam Pytel", (Role.CHAIR, "Skawina")),
        ("Iga Gil", (Role.SPECIALIST, "Niepołomice")),
        ("Leon Ząb", (Role.COORDINATOR, "Niepołomice")),
        ("Obcy Człowiek", (Role.COORDINATOR, "Kraków")),
    ):
        await somebody(session, name, *roles)
    for role, commune in ((Role.OFFICE, None), (Role.CHAIR, "Niepołomice"), (Role.COORDINATOR, "Skawina")):
        await leaves(session, await somebody(session, "Dawny Człowiek", (role, commune)))
    author = await somebody(session, "Anna Nowak", (Role.CHAIR, "Niepołomice"), (Role.COORDINATOR, "Skawina"))
    risk = await shared_risk(session, author)
    told = await risk_card.audience(session, risk)
    names = [[each.name for each in group] for group in (told.office, told.chairs, told.partners)]
    assert names == [["Jan Kowalski", "Maria Biuro"], ["Piotr Zając", "Zofia Mak"], ["Ewa Lis", "Ola Wilk"]]
    assert [each.name for each in told.everybody] == [name for group in names for name in group]
    risk.project_id = None
    assert (await risk_card.audience(session, risk)).partners == (), "it is the commune's own"


async def test_who_has_left_gets_no_more_of_a_card(session: AsyncSession) -> None:
    """Neither of all teams, nor of the one that may read it: the chair who is a specialist elsewhere now."""
    anna = await anna_of(session)
    jan = await somebody(session, "Jan Kowalski", (Role.OFFICE, None))
    ewa = await somebody(session, "Ewa Lis", (Role.COORDINATOR, "Kraków"), (Role.COORDINATOR, "Skawina"))
    piotr = await somebody(session, "Piotr Zając", (Role.CHAIR, "Niepołomice"))
    maria = await somebody(session, "Maria Wilk", (Role.CHAIR, "Niepołomice"))
    risk = await shared_risk(session, anna)
    told = [jan, ewa, piotr, maria]
    subject = risk.subject
    screen.keep(
        session,
        *(Screen(letter_id=at, subject=subject, view=CARD, person_id=who.id) for at, who in enumerate(told, 1)),
    )
    assert [reader.person for reader in await risk_card.readers(session, risk)] == told
    await leaves(session, piotr)
    await leaves(session, maria)
    elsewhere = certain(await commune_named(session, "Kraków"))
    await person.join(session, maria, role=Role.SPECIALIST, commune_id=elsewhere.id, now=NOW)
    left = await risk_card.readers(session, risk)
    assert [reader.person for reader in left] == [jan, ewa]
    skawina = certain(await commune_named(session, "Skawina"))
    held = [(membership.role, membership.commune_id) for reader in left for membership in reader.memberships]
    assert held == [(Role.OFFICE, None), (Role.COORDINATOR, skawina.id)], "not what they are elsewhere"
