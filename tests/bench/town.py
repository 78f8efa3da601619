"""A town of any size, moved in at once: communes, people, projects, and what weeks of work leave in the tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import SecretStr
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import app
from bot.playground import Person as Resident
from bot.settings import Settings
from models import obligation, setting
from models.calendar import Clock
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter, State
from models.obligation import Obligation
from models.people.commune import all_communes
from models.people.permission import Role
from models.people.person import Membership, Person
from models.project.project import Project
from models.status import status_round
from models.status.answer import Light, StatusAnswer, StatusLine
from models.status.status_round import StatusRound

FIRST_STRANGER = 5_000_001
LETTERS_A_PERSON = 4


@dataclass(frozen=True)
class Size:
    """How many there are of each, and the weeks of answers that lie behind them."""

    communes: int
    people: int
    projects: int
    weeks: int = 0


async def move_in(
    folder: Path,
    name: str,
    size: Size,
    residents: Sequence[Resident],
    *,
    round_is_open: bool,
    clock: Clock | None = None,
) -> dict[str, str]:
    """A database with that town in it: the environment for a bot that serves it.

    The residents coordinate the first communes, one each, with one project each; everybody else is invented.
    """
    settings = Settings(
        _env_file=None, bot_token=SecretStr("1:x"), database_url=f"sqlite:///{folder}/{name}.db",
        association=_association(folder / f"{name}.toml", size.communes),
    )  # fmt: skip
    database = await app.prepare(settings)
    clock = clock or Clock(settings.zone, "PL")
    now = clock.now()
    monday = status_round.monday_of(clock.today())
    async with database.transaction() as session:
        communes = [commune.id for commune in await all_communes(session)]
        await _people(session, communes, residents, size.people, now)
        await _projects(session, communes, len(residents), size.projects, now)
        await _past(session, [monday - timedelta(weeks=week) for week in range(size.weeks, 0, -1)])
        await _traffic(session, size.people if size.weeks else 0, now - timedelta(days=7))
    if round_is_open:
        async with database.transaction() as session:
            await _open_round(session, clock, monday)
    await database.close()
    return {"DATABASE_URL": settings.database_url, "ASSOCIATION": str(settings.association)}


def _association(file: Path, communes: int) -> Path:
    names = json.dumps([f"Gmina {number:04}" for number in range(communes)])
    file.write_text(
        f'name = "Metropolia"\noffice = "Biuro"\ncountry = "PL"\ncommunes = {names}\nfields = ["mobilność"]\n'
        '[rodo]\nversion = "1"\npl = "Zgoda"\nen = "Consent"\n',
        encoding="utf-8",
    )
    return file


async def _insert(session: AsyncSession, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    if rows:
        await session.exec(sa.insert(table.__table__), params=rows)  # type: ignore[attr-defined]


async def _people(
    session: AsyncSession, communes: list[int], residents: Sequence[Resident], total: int, now: datetime
) -> None:
    """Every commune gets its coordinator, then its chair, then specialists in turn."""
    ids = [resident.id for resident in residents]
    ids += range(FIRST_STRANGER, FIRST_STRANGER + total - len(ids))
    await _insert(
        session,
        Person,
        [
            {"id": number, "telegram_id": id, "name": f"Osoba {number}", "language": "pl", "created_at": now}
            | {"language_chosen": False, "consent_version": "1", "consent_at": now}
            for number, id in enumerate(ids, start=1)
        ],
    )
    places = zip(range(1, len(ids) + 1), cycle(communes), strict=False)
    roles = (Role.COORDINATOR, Role.CHAIR)
    await _insert(
        session,
        Membership,
        [
            {"person_id": person, "commune_id": commune, "since": now}
            | {"role": roles[turn] if (turn := (person - 1) // len(communes)) < len(roles) else Role.SPECIALIST}
            for person, commune in places
        ],
    )


async def _projects(session: AsyncSession, communes: list[int], residents: int, total: int, now: datetime) -> None:
    """One in each commune, the rest where no resident is asked about them."""
    leads = [*communes, *islice(cycle(communes[residents:]), max(0, total - len(communes)))]
    await _insert(
        session,
        Project,
        [{"name": "Trasa rowerowa", "commune_id": commune, "created_at": now} for commune in leads],
    )


async def _past(session: AsyncSession, mondays: Sequence[date]) -> None:
    """Closed rounds in which everybody has answered."""
    coordinators = (await session.exec(sa.select(Membership.commune_id, Membership.person_id))).all()  # type: ignore[call-overload]
    asked = dict(reversed(coordinators))
    projects = (await session.exec(sa.select(Project.id, Project.commune_id))).all()  # type: ignore[call-overload]
    for number, monday in enumerate(mondays, start=1):
        at = datetime(monday.year, monday.month, monday.day, 9, tzinfo=UTC)
        moments = {"opened_at": at, "reminds_at": at, "reminds_again_at": at, "closes_at": at, "closed_at": at}
        week = status_round.week_of(monday)
        await _insert(session, StatusRound, [{"id": number, "week": week, "monday": monday} | moments])
        ids = {commune: (number - 1) * len(asked) + place for place, commune in enumerate(asked, start=1)}
        await _insert(
            session,
            Obligation,
            [
                {
                    "id": ids[commune],
                    "round_id": number,
                    "commune_id": commune,
                    "person_id": person,
                    "answered_at": at,
                    "result_told": True,
                }
                for commune, person in asked.items()
            ],
        )
        await _insert(
            session,
            StatusAnswer,
            [
                {"id": ids[commune], "obligation_id": ids[commune], "person_id": person, "answered_at": at}
                | {"late": False, "counts": True}
                for commune, person in asked.items()
            ],
        )
        await _insert(
            session,
            StatusLine,
            [
                {"answer_id": ids[commune], "round_id": number, "project_id": project, "light": Light.GREEN}
                | {"progress": 50, "unchanged": 0}
                for project, commune in projects
            ],
        )


async def _traffic(session: AsyncSession, people: int, then: datetime) -> None:
    """Updates handled and messages sent in those weeks."""
    numbers = range(1, LETTERS_A_PERSON * people + 1)
    await _insert(
        session,
        InboxUpdate,
        [{"update_id": number, "received_at": then, "handled_at": then} for number in numbers],
    )
    await _insert(
        session,
        Letter,
        [
            {"id": number, "chat_id": FIRST_STRANGER + number % people, "method": "send_message", "urgent": False}
            | {"arguments": {"text": "Status"}, "secret": False, "state": State.SENT, "once": f"status:{number}"}
            | {"due_at": then, "created_at": then, "sent_at": then, "message_id": number, "attempts": 1}
            for number in numbers
        ],
    )


async def _open_round(session: AsyncSession, clock: Clock, monday: date) -> None:
    """This week's round, opened by hand: everybody was asked already."""
    moments = setting.moments(await setting.weekly(session), monday, clock)
    opened = await status_round.open_round(session, monday=monday, moments=moments, now=clock.now())
    assert opened is not None
    for asked in await obligation.unanswered(session, opened.matter, today=clock.today()):
        asked.obligation.person_id = asked.addressee.person.id if asked.addressee else None
