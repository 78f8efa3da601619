"""An association of any size with years of work behind it, written in bulk: the same rows on SQLite and PostgreSQL."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col

from bot import app
from bot.demo.town import TOKEN
from bot.settings import Settings
from models.data.answer import DataValue
from models.data.call import DataCall, DataField
from models.data.value import YES
from models.data.value import Kind as Value
from models.data.value import State as Said
from models.database import Database
from models.forum.delegate import Delegate
from models.forum.delegate import State as Coming
from models.forum.forum import Forum
from models.forum.forum_commune import ForumCommune
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter
from models.mail.outbox import State as Outcome
from models.mail.screen import Screen
from models.obligation import Obligation
from models.people.commune import Commune
from models.people.permission import Role
from models.people.person import Membership, MembershipField, Person
from models.project.project import Milestone, Project
from models.reading.words import fold
from models.risk.card import CARD
from models.risk.event import Kind, RiskEvent
from models.risk.risk import OPEN, Category, Risk, Severity, State
from models.status.answer import Light, StatusAnswer, StatusLine
from models.status.status_round import StatusRound, week_of

LAST_MONDAY = date(2026, 11, 16)
"""Of the last round that lies behind them."""
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRST_STRANGER = 5_000_000
FIELDS = ("mobilność", "środowisko", "edukacja", "zdrowie", "cyfryzacja")
LETTERS_A_PERSON = 4
DATA_FIELDS = 20
AT_ONCE = 20_000
"""Rows handed to the database in one go."""


@dataclass(frozen=True)
class Country:
    """How many there are of each, and the weeks of answers that lie behind them."""

    name: str
    communes: int
    people: int
    projects: int
    weeks: int
    risks: int
    forums: int
    calls: int = 8
    """For data, one a quarter, the last of which is open."""


METROPOLIS = Country("metropolis", communes=15, people=200, projects=300, weeks=104, risks=300, forums=24)
NATION = Country("nation", communes=2_479, people=25_000, projects=10_000, weeks=104, risks=10_000, forums=24)


def settings_of(of: Country, folder: Path, database_url: str) -> Settings:
    """Settings of a bot that serves it."""
    file = folder / f"{of.name}.toml"
    names = json.dumps([commune_name(number) for number in range(1, of.communes + 1)])
    file.write_text(
        f'name = "Metropolia"\noffice = "Biuro"\ncountry = "PL"\ncommunes = {names}\nfields = {json.dumps(FIELDS)}\n'
        '[rodo]\nversion = "1"\npl = "Zgoda"\nen = "Consent"\n',
        encoding="utf-8",
    )
    return Settings(_env_file=None, bot_token=SecretStr(TOKEN), database_url=database_url, association=file)


def commune_name(number: int) -> str:
    """Of the commune with this number, from 1."""
    return f"Gmina {number:04}"


async def settle(of: Country, settings: Settings) -> None:
    """Write all of it into an empty database."""
    database = await app.prepare(settings)
    async with database.engine.begin() as connection:
        writer = _Writer(connection)
        await _people(writer, of)
        await _projects(writer, of)
        await _rounds(writer, of)
        await _risks(writer, of)
        await _forums(writer, of)
        await _data(writer, of)
        await _traffic(writer)
        if not database.is_sqlite:
            # a server looks after that by itself, before long
            await connection.execute(sa.text("ANALYZE"))
    await database.close()


async def answer(database: Database, *, but_every: int) -> None:
    """All communes but every so many answer in the open round, beginning with the second."""
    is_it = col(Obligation.round_id).in_(sa.select(col(StatusRound.id)).where(col(StatusRound.closed_at).is_(None)))
    which = is_it & (col(Obligation.commune_id) % but_every != 1)
    async with database.transaction() as session:
        connection = await session.connection()
        await connection.execute(sa.update(Obligation).where(which).values(answered_at=NOON + timedelta(days=3)))
        await _answers(_Writer(connection), which)


class _Writer:
    """Rows made here, or by the database out of those it has."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def rows(self, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
        some: list[dict[str, Any]] = []
        for row in rows:
            some.append(row)
            if len(some) == AT_ONCE:
                await self._connection.execute(sa.insert(table), some)
                some = []
        if some:
            await self._connection.execute(sa.insert(table), some)

    async def select(self, table: type[SQLModel], chosen: Any, **columns: Any) -> None:
        """Each of the columns is an expression over ``chosen``, a FROM with its WHERE and ORDER BY."""
        kinds = table.__table__.c  # type: ignore[attr-defined]
        typed = [
            value if isinstance(value, sa.ColumnElement | sa.orm.InstrumentedAttribute)
            else sa.literal(value, kinds[name].type)
            for name, value in columns.items()
        ]  # fmt: skip
        if self._connection.dialect.name == "postgresql":
            # nobody has told it yet how much there is to join
            await self._connection.execute(sa.text("ANALYZE"))
        statement = chosen.with_only_columns(*typed, maintain_column_froms=True)
        await self._connection.execute(sa.insert(table).from_select(list(columns), statement, include_defaults=False))


async def _people(write: _Writer, of: Country) -> None:
    """Every commune gets its coordinator, then its chair, then specialists in turn; and there is the Office."""
    await write.rows(
        Person,
        (
            {"telegram_id": FIRST_STRANGER + number, "name": f"Osoba {number} {('Nowak', 'Kowalska')[number % 2]}"}
            | {"language": "pl", "language_chosen": False, "consent_version": "1", "consent_at": NOON}
            | {"created_at": NOON}
            # the last one is of the Office
            for number in range(1, of.people + 2)
        ),
    )
    first = (Role.COORDINATOR, Role.CHAIR)
    await write.rows(
        Membership,
        (
            {"person_id": number, "commune_id": (number - 1) % of.communes + 1, "since": NOON}
            | {"role": first[turn] if (turn := (number - 1) // of.communes) < len(first) else Role.SPECIALIST}
            for number in range(1, of.people + 1)
        ),
    )
    office = {"person_id": of.people + 1, "commune_id": None, "role": Role.OFFICE, "since": NOON}
    await write.rows(Membership, [office])
    is_specialist = col(Membership.role) == Role.SPECIALIST
    specialists = sa.select(Membership).where(is_specialist).order_by(col(Membership.id))
    field = col(Membership.id) % len(FIELDS) + 1
    await write.select(MembershipField, specialists, membership_id=col(Membership.id), field_id=field)


async def _projects(write: _Writer, of: Country) -> None:
    """As many in each commune, each with three milestones."""
    await write.rows(
        Project,
        (
            {"name": f"Trasa rowerowa {number}", "commune_id": (number - 1) % of.communes + 1, "created_at": NOON}
            | {"field_id": number % len(FIELDS) + 1}
            for number in range(1, of.projects + 1)
        ),
    )
    for number, name in enumerate(("koncepcja", "pozwolenie", "odbiór")):
        due = LAST_MONDAY + timedelta(weeks=12 * number - 4)
        columns = {"project_id": col(Project.id), "name": name, "due": due}
        await write.select(Milestone, sa.select(Project).order_by(col(Project.id)), **columns)


async def _rounds(write: _Writer, of: Country) -> None:
    """Closed rounds in which everybody has answered about everything; two projects of five are not green."""
    mondays = [LAST_MONDAY - timedelta(weeks=of.weeks - 1 - number) for number in range(of.weeks)]
    await write.rows(
        StatusRound,
        (
            {"week": week_of(monday), "monday": monday}
            | dict.fromkeys(("opened_at", "reminds_at", "reminds_again_at", "closes_at", "closed_at"), _at(monday))
            for monday in mondays
        ),
    )
    coordinators = (
        sa.select(StatusRound)
        .join(Membership, col(Membership.role) == Role.COORDINATOR)
        .order_by(col(StatusRound.id), col(Membership.commune_id))
    )
    await write.select(
        Obligation, coordinators,
        round_id=col(StatusRound.id), commune_id=col(Membership.commune_id), person_id=col(Membership.person_id),
        answered_at=col(StatusRound.closed_at), reminders=0, result_told=True,
    )  # fmt: skip
    await _answers(write, sa.true())


async def _answers(write: _Writer, which: Any) -> None:
    """Whoever was asked has answered these obligations."""
    await write.select(
        StatusAnswer, sa.select(Obligation).where(which).order_by(col(Obligation.id)),
        obligation_id=col(Obligation.id), person_id=col(Obligation.person_id), late=False, counts=True,
        answered_at=col(Obligation.answered_at),
    )  # fmt: skip
    chance = (col(Project.id) * 7 + col(Obligation.round_id)) % 5
    light = sa.case((chance == 0, sa.literal(Light.RED.value)), (chance == 1, sa.literal(Light.AMBER.value)),
                    else_=sa.literal(Light.GREEN.value))  # fmt: skip
    said = sa.case((chance < 2, sa.literal("Czekamy na decyzję środowiskową.")), else_=sa.null())
    answers = (
        sa.select(Obligation)
        .join(StatusAnswer, col(StatusAnswer.obligation_id) == Obligation.id)
        .join(Project, col(Project.commune_id) == Obligation.commune_id)
        .where(which)
        .order_by(col(StatusAnswer.id), col(Project.id))
    )
    await write.select(
        StatusLine, answers,
        answer_id=col(StatusAnswer.id), round_id=col(Obligation.round_id), project_id=col(Project.id),
        light=light, progress=50, sentence=said, unchanged=0,
    )  # fmt: skip


def _at(monday: date) -> datetime:
    return datetime.combine(monday, time(9), UTC)


async def _risks(write: _Writer, of: Country) -> None:
    """Of every kind, two of three still threatening; their histories, and their cards with the chairs."""
    risks = []
    for nth in range(1, of.risks + 1):
        # by primes, so that everything meets everything
        project = nth % of.projects + 1
        commune = (project - 1) % of.communes + 1
        text = f"Brak zezwoleń numer {nth}"
        is_rated = nth % 11 < 7
        risks.append(
            {"author_id": commune, "commune_id": commune, "project_id": project, "text": text}
            | {"severity": list(Severity)[nth % 3], "category": list(Category)[nth % 9]}
            | {"likelihood": 5 - nth // 7 % 5 if is_rated else None, "impact": 5 - nth // 35 % 5 if is_rated else None}
            | {"owner_id": commune if nth % 2 == 0 else None, "state": (*OPEN, *OPEN, State.CLOSED)[nth % 7]}
            | {"raised_at": NOON - timedelta(hours=nth), "waits_since": NOON, "steps": 0}
            | {"folded": fold(f"{commune_name(commune)} Trasa rowerowa {project} {text}")}
        )
    await write.rows(Risk, risks)
    every = sa.select(Risk).order_by(col(Risk.id))
    for kind in (Kind.RAISED, Kind.STATE, Kind.OWNER):
        await write.select(RiskEvent, every, risk_id=Risk.id, person_id=Risk.author_id, at=Risk.raised_at, kind=kind)
    with_chairs = (
        sa.select(Risk)
        .join(Membership, col(Membership.commune_id) == Risk.commune_id)
        .where(col(Membership.role).in_((Role.CHAIR, Role.COORDINATOR)))
    )
    letter = col(Risk.id) * 100_000 + col(Membership.id)
    subject = sa.literal("risk:") + sa.cast(col(Risk.id), sa.String)
    await write.select(
        Screen, with_chairs, letter_id=letter, subject=subject, view=CARD, person_id=Membership.person_id, page=0
    )


async def _forums(write: _Writer, of: Country) -> None:
    """Held every month and to come; every commune is invited and has sent somebody."""
    await write.rows(
        Forum,
        (
            {"kind": "forum", "title": f"Forum mobilności {number}", "field_id": number % len(FIELDS) + 1}
            | {"starts_at": (at := NOON + timedelta(days=30 * (number - of.forums + 4))), "minutes": 120, "seats": 2}
            | {"answer_by": at - timedelta(days=3), "send_at": NOON - timedelta(days=800), "called_by_id": 1}
            | {"sent_at": NOON, "delivered_at": NOON, "capacity": 0, "settled": 0, "sequence": 0, "created_at": NOON}
            for number in range(of.forums)
        ),
    )
    invited = (
        sa.select(Forum)
        .join(Membership, col(Membership.role) == Role.COORDINATOR)
        .order_by(col(Forum.id), col(Membership.commune_id))
    )
    whom = {"forum_id": col(Forum.id), "commune_id": col(Membership.commune_id)}
    asked = {"invited_at": NOON, "person_id": col(Membership.person_id), "answered_at": NOON, "late": False}
    await write.select(ForumCommune, invited, **whom, **asked)
    sent = {"person_id": col(Membership.person_id), "state": Coming.ACCEPTED, "asked_again": False, "late": False}
    await write.select(Delegate, invited, **whom, **sent)


async def _data(write: _Writer, of: Country) -> None:
    """Every seventh answer says why there is no figure; in the open call one commune of five is silent."""
    last = col(DataCall.id) == of.calls
    await write.rows(
        DataCall,
        (
            {"title": "Opieka nad dziećmi", "why": "do planu", "period": f"kwartał {number}", "reminds": []}
            | {"sent_at": (at := NOON - timedelta(days=90 * (of.calls - number))), "due_at": at + timedelta(days=30)}
            | {"closed_at": at + timedelta(days=30) if number < of.calls else None, "extended": 0, "called_by_id": 1}
            for number in range(1, of.calls + 1)
        ),
    )
    kinds = (Value.WHOLE, Value.DECIMAL, Value.AMOUNT, Value.YES_NO)
    await write.rows(
        DataField,
        (
            {"call_id": call, "position": nth, "name": f"Miejsca w żłobkach {nth + 1}", "kind": kinds[nth % len(kinds)]}
            | {"unit": "szt." if nth % len(kinds) == 0 else None}
            | {"like_id": nth + 1 if call > 1 else None}
            for call in range(1, of.calls + 1)
            for nth in range(DATA_FIELDS)
        ),
    )
    asked = (
        sa.select(DataCall)
        .join(Membership, col(Membership.role) == Role.COORDINATOR)
        .order_by(col(DataCall.id), col(Membership.commune_id))
    )
    answered = sa.case((last & (col(Membership.commune_id) % 5 == 0), sa.null()), else_=col(DataCall.sent_at))
    await write.select(
        Obligation, asked,
        data_call_id=col(DataCall.id), commune_id=col(Membership.commune_id), person_id=col(Membership.person_id),
        answered_at=answered, late=False, reminders=0, result_told=True,
    )  # fmt: skip
    said = (
        sa.select(Obligation)
        .join(DataField, col(DataField.call_id) == col(Obligation.data_call_id))
        .where(col(Obligation.answered_at).is_not(None))
        .order_by(col(Obligation.id), col(DataField.position))
    )
    number = col(Obligation.commune_id) * 13 + col(DataField.position)
    is_given = number % 7 > 0
    exact = sa.case((col(DataField.kind) == Value.YES_NO, sa.literal(YES)), else_=sa.cast(number, sa.String))
    await write.select(
        DataValue, said,
        obligation_id=col(Obligation.id), field_id=col(DataField.id), person_id=col(Obligation.person_id),
        state=sa.case((is_given, sa.literal(Said.GIVEN.value)), else_=sa.literal(Said.LACKING.value)),
        exact=sa.case((is_given, exact), else_=sa.null()),
        reason=sa.case((is_given, sa.null()), else_=sa.literal("Liczy to powiat.")),
        at=col(Obligation.answered_at), late=False, on_behalf=False, counts=True,
    )  # fmt: skip


async def _traffic(write: _Writer) -> None:
    """Updates handled and messages sent in the last weeks, some for everybody."""
    weeks = sa.select(Person).join(Commune, col(Commune.id) <= LETTERS_A_PERSON)
    number = (col(Person.id) * 10 + col(Commune.id)).label("number")
    then = NOON - timedelta(days=7)
    await write.select(InboxUpdate, weeks, update_id=number, received_at=then, handled_at=then)
    subject = sa.literal("status:2026-W40:") + sa.cast(number, sa.String)
    await write.select(
        Letter, weeks,
        id=number, chat_id=col(Person.telegram_id), method="send_message", urgent=False, arguments={"text": "Status"},
        secret=False, once=subject, about=subject, state=Outcome.SENT, due_at=then, created_at=then, sent_at=then,
        message_id=number, attempts=1,
    )  # fmt: skip
