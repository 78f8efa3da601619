"""Risks: what threatens a project or a commune, how bad it is, who owns it; fields as in PRINCE2 and ISO 31000."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum, auto
from functools import cache
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Choice, Value
from models.db.prepared import Prepared
from models.people.commune import Commune
from models.people.person import Somebody
from models.project.project import Project
from models.reading.words import fold
from models.risk import event as risk_event
from models.risk.event import Kind, RiskEvent

TEXT_LIMIT = 1000
PART_LIMIT = 300
"""Characters of a cause, an event or an effect."""
ATTACHMENTS = 20
AN_HOUR, MOST_AN_HOUR = timedelta(hours=1), 10
SAME = timedelta(minutes=10)
"""The same text from the same person within this time is probably the same risk."""
STEPS = range(1, 6)
"""The scale of likelihood and of impact."""


class Severity(StrEnum):
    """How bad it is in the reporter's first judgement."""

    CRITICAL = "c"
    SERIOUS = "s"
    WATCH = "w"

    @property
    def score(self) -> int:
        """The score until likelihood and impact are rated; its band has the colour of the severity."""
        return {"c": 25, "s": 12, "w": 6}.get(self.value, 12)


class Category(StrEnum):
    FINANCING = auto()
    LEGAL = auto()
    LAND = auto()
    PROCUREMENT = auto()
    STAFF = auto()
    CONTRACTOR = auto()
    SCHEDULE = auto()
    PARTNERS = auto()
    OTHER = auto()


class Proximity(StrEnum):
    """When it would strike."""

    NOW = auto()
    MONTH = auto()
    QUARTER = auto()
    LATER = auto()


class Response(StrEnum):
    """How a risk is met (ISO 31000 calls it treatment)."""

    AVOID = auto()
    REDUCE = auto()
    TRANSFER = auto()
    ACCEPT = auto()


class Band(StrEnum):
    """A band of scores, from E (lowest) to A."""

    E = "e"
    D = "d"
    C = "c"
    B = "b"
    A = "a"

    @property
    def least(self) -> int:
        return {"e": 1, "d": 2, "c": 6, "b": 12, "a": 20}[self.value]

    @property
    def most(self) -> int:
        return {"e": 1, "d": 5, "c": 11, "b": 19, "a": 25}[self.value]

    @property
    def sign(self) -> str:
        """Its colour in a text; pictures and tables use the same."""
        return {"e": "⚪", "d": "🟢", "c": "🟡", "b": "🟠", "a": "🔴"}[self.value]


def score(likelihood: int | None, impact: int | None) -> int | None:
    """Likelihood × impact; None until both are rated."""
    return likelihood * impact if likelihood is not None and impact is not None else None


def band_of(score: int) -> Band:
    """The band of a score from 1 to 25."""
    return next(band for band in Band if score <= band.most)


def weight(severity: Severity, likelihood: int | None, impact: int | None) -> int:
    """How grave a risk is, from 1 to 25: as rated, or as reported until both are rated."""
    product = score(likelihood, impact)
    return product if product is not None else severity.score


RATING = re.compile(r"([1-5])(?:\s*(?:[x×*·/,]|na|razy|by|times)\s*|\s+)([1-5])", re.IGNORECASE)


def read_rating(text: str) -> tuple[int, int] | None:
    """Likelihood and impact as typed: ``3x4``, ``3 na 4``."""
    typed = RATING.fullmatch(text.strip())
    return (int(typed[1]), int(typed[2])) if typed is not None else None


# --- the states ----------------------------------------


class State(StrEnum):
    REPORTED = auto()
    TAKEN = auto()
    IN_HAND = auto()
    CLOSED = auto()
    ACCEPTED = auto()
    WITHDRAWN = auto()

    @property
    def is_open(self) -> bool:
        """Whether it still threatens."""
        return self in OPEN


OPEN = (State.REPORTED, State.TAKEN, State.IN_HAND)
HELD = (State.TAKEN, State.IN_HAND)
"""States in which somebody of the Office has taken it."""
DONE = (State.CLOSED, State.ACCEPTED, State.WITHDRAWN)


class Transition(StrEnum):
    """What can be done about a risk as a whole."""

    TAKE = auto()
    START = auto()
    CLOSE = auto()
    ACCEPT = auto()
    WITHDRAW = auto()
    REOPEN = auto()
    GIVE_BACK = auto()


TRANSITIONS: dict[Transition, tuple[tuple[State, ...], State]] = {
    Transition.TAKE: ((State.REPORTED,), State.TAKEN),
    Transition.START: ((State.TAKEN,), State.IN_HAND),
    Transition.CLOSE: (OPEN, State.CLOSED),
    Transition.ACCEPT: (HELD, State.ACCEPTED),
    Transition.WITHDRAW: (OPEN, State.WITHDRAWN),
    Transition.REOPEN: (DONE, State.REPORTED),
    Transition.GIVE_BACK: (HELD, State.REPORTED),
}
"""The states from which each is possible, and the one it leads to."""


def transitions_from(state: State) -> list[Transition]:
    """What can be done about a risk in this state."""
    return [move for move, (sources, _) in TRANSITIONS.items() if state in sources]


# --- the tables ----------------------------------------


class Risk(SQLModel, table=True):
    """A risk; its id is its number (R-12), which is never used again."""

    __table_args__ = (
        sa.Index("ix_risk_author_id", "author_id", "raised_at"),
        sa.Index("ix_risk_category", "category", "raised_at"),
        {"sqlite_autoincrement": True},
    )

    id: int = Column(default=None, primary_key=True)
    author_id: int = Column(foreign_key="person.id")
    commune_id: int = Column(foreign_key="commune.id", index=True)
    project_id: int | None = Column(default=None, foreign_key="project.id", index=True)
    """None: it threatens the commune as a whole."""
    severity: Severity = Column(sa_type=Choice(Severity))
    category: Category | None = Column(default=None, sa_type=Choice(Category))
    text: str
    cause: str | None = None
    event: str | None = None
    effect: str | None = None
    likelihood: int | None = None
    impact: int | None = None
    likelihood_after: int | None = None
    impact_after: int | None = None
    proximity: Proximity | None = Column(default=None, sa_type=Choice(Proximity))
    response: Response | None = Column(default=None, sa_type=Choice(Response))
    owner_id: int | None = Column(default=None, foreign_key="person.id", index=True)
    state: State = Column(default=State.REPORTED, sa_type=Choice(State), index=True)
    taken_by_id: int | None = Column(default=None, foreign_key="person.id")
    taken_at: datetime | None = None
    raised_at: datetime
    waits_since: datetime
    """Since when it waits to be taken: raised, reopened, given back, or become critical."""
    steps: int = 0
    """Number of reminders sent because nobody took it."""
    folded: str = ""
    """Folded text for searching."""

    @property
    def number(self) -> str:
        """``R-12``"""
        return f"R-{self.id}"

    @property
    def subject(self) -> str:
        """The subject of its cards."""
        return f"risk:{self.id}"

    @property
    def score(self) -> int | None:
        """Likelihood × impact before mitigation."""
        return score(self.likelihood, self.impact)

    @property
    def score_after(self) -> int | None:
        """Likelihood × impact after mitigation."""
        return score(self.likelihood_after, self.impact_after)

    @property
    def weight(self) -> int:
        """What it is compared with others by."""
        return weight(self.severity, self.likelihood, self.impact)

    @property
    def level(self) -> Band:
        """The one scale: its letter and colour stand for the risk on cards, in lists, on the matrix and in tables.

        The rating counts, and the reported severity only until there is one, so that the two never contradict each
        other.
        """
        return band_of(self.weight)


class RiskAttachment(SQLModel, table=True):
    """A voice message, photo, document or place that belongs to a risk's description."""

    __tablename__ = "risk_attachment"

    id: int = Column(default=None, primary_key=True)
    risk_id: int = Column(foreign_key="risk.id", index=True)
    kind: str
    file_id: str


class Attached(Value):
    """A file of a description, by its Telegram file id."""

    kind: str
    file_id: str


# --- raising ----------------------------------------


class NewRisk(Value):
    """A risk as it is being raised."""

    commune_id: int
    project_id: int | None = None
    severity: Severity
    text: str = ""
    attachments: list[Attached] = []


class Raised(Struct, frozen=True):
    """The risk is stored."""

    risk: Risk


class LooksLike(Struct, frozen=True):
    """The same person reported the same a moment ago and it is still open; nothing was written."""

    other: Risk


class TooMany(Struct, frozen=True):
    """The person has raised so many in an hour that this one has to wait until then."""

    until: datetime


async def worst_open(session: AsyncSession, project_ids: Sequence[int]) -> dict[int, int]:
    """The number of the worst open risk of each of these projects; projects without one are left out."""
    found = await _open().rows(session, project_ids=project_ids)
    weighed = sorted(found, key=lambda row: weight(*row[2:]))
    return {project_id: id for project_id, id, *_ in weighed}


@cache
def _open() -> Prepared:
    """The open risks of projects, each with what it is weighed by."""
    columns: list[Any] = [Risk.project_id, Risk.id, Risk.severity, Risk.likelihood, Risk.impact]
    threatens = col(Risk.project_id).in_(sa.bindparam("project_ids", expanding=True)) & col(Risk.state).in_(OPEN)
    return Prepared(sa.select(*columns).where(threatens).order_by(col(Risk.id).desc()))


async def open_of(session: AsyncSession, project_id: int) -> list[int]:
    """Numbers of the project's open risks, the worst first (one query)."""
    threatens = (Risk.project_id == project_id, col(Risk.state).in_(OPEN))
    found = (await session.exec(select(Risk).where(*threatens).order_by(col(Risk.id)))).all()
    return [risk.id for risk in sorted(found, key=lambda risk: -risk.weight)]


async def raise_risk(
    session: AsyncSession, new: NewRisk, *, by: Somebody, now: datetime, sure: bool = False
) -> Raised | LooksLike | TooMany:
    """Stores the risk; ``sure``: it is a different one from the risk it looks like."""
    earlier = await _lately_of(session, by, since=now - AN_HOUR)
    if len(earlier) >= MOST_AN_HOUR:
        return TooMany(earlier[-MOST_AN_HOUR].raised_at + AN_HOUR)
    open_ones = [risk for risk in earlier if risk.raised_at > now - SAME and risk.state.is_open]
    if not sure and (same := _same(new, open_ones)) is not None:
        return LooksLike(same)
    risk = Risk(
        author_id=by.id, commune_id=new.commune_id, project_id=new.project_id, severity=new.severity,
        text=new.text, raised_at=now, waits_since=now, folded=await _folded(session, new),
    )  # fmt: skip
    session.add(risk)
    await session.flush()
    session.add_all(RiskAttachment(risk_id=risk.id, **file.model_dump()) for file in new.attachments[:ATTACHMENTS])
    risk_event.note(session, risk.id, Kind.RAISED, by=by, now=now, after=risk.severity)
    return Raised(risk)


async def _lately_of(session: AsyncSession, person: Somebody, *, since: datetime) -> list[Risk]:
    """Risks the person has raised since then, the earliest first."""
    statement = select(Risk).where(Risk.author_id == person.id, Risk.raised_at > since)
    return list((await session.exec(statement.order_by(col(Risk.raised_at), col(Risk.id)))).all())


def _same(new: NewRisk, earlier: Sequence[Risk]) -> Risk | None:
    said = fold(new.text).split()
    return next((risk for risk in reversed(earlier) if said and _begins_with(risk.text, said)), None)


def _begins_with(text: str, said: list[str]) -> bool:
    """Whether these words are the text or its first lines: additions follow on lines of their own."""
    words: list[str] = []
    for line in fold(text).splitlines():
        if len(words) >= len(said):
            break
        words += line.split()
    return words == said


async def _folded(session: AsyncSession, new: NewRisk) -> str:
    commune = await session.get(Commune, new.commune_id)
    project = await session.get(Project, new.project_id) if new.project_id is not None else None
    names = [of.name for of in (commune, project) if of is not None]
    return fold(" ".join((*names, new.text)))


async def raised_just_now(session: AsyncSession, person: Somebody, *, since: datetime) -> Risk | None:
    """The person's newest risk raised since then, if still open."""
    newest = next(reversed(await _lately_of(session, person, since=since)), None)
    return newest if newest is not None and newest.state.is_open else None


class NoRoom(Struct, frozen=True):
    """The description or its attachments would be too long; nothing was added."""


async def add_to(
    session: AsyncSession, risk: Risk, text: str, attached: Attached | None, *, by: Somebody, now: datetime
) -> NoRoom | None:
    """Adds words or a file to the description; None if that was done."""
    longer = f"{risk.text}\n{text}".strip() if text else risk.text
    if len(longer) > TEXT_LIMIT:
        return NoRoom()
    if attached is not None and not await add_files(session, risk, [attached], by=by, now=now):
        return NoRoom()
    if text:
        risk_event.note(session, risk.id, Kind.TEXT, by=by, now=now, before=risk.text, after=longer)
        risk.text, risk.folded = longer, f"{risk.folded} {fold(text)}"
    await session.flush()
    return None


async def take_back(session: AsyncSession, risk: Risk, *, by: Somebody, now: datetime) -> str | None:
    """Removes the person's last addition from the end of the description and returns it; None if the description does
    not end with it."""
    rewritten = select(RiskEvent).where(
        RiskEvent.risk_id == risk.id, RiskEvent.kind == Kind.TEXT, RiskEvent.person_id == by.id,
        RiskEvent.after == risk.text,
    )  # fmt: skip
    events = (await session.exec(rewritten.order_by(col(RiskEvent.id).desc()))).all()
    before = next((event.before or "" for event in events if len(event.before or "") < len(risk.text)), None)
    if before is None:
        return None
    added = risk.text.removeprefix(before).strip()
    risk_event.note(session, risk.id, Kind.TEXT, by=by, now=now, before=risk.text, after=before)
    risk.text, risk.folded = before, risk.folded.removesuffix(f" {fold(added)}")
    await session.flush()
    return added


async def add_files(
    session: AsyncSession, risk: Risk, files: Sequence[Attached], *, by: Somebody, now: datetime
) -> int:
    """Adds files to the description; returns the number for which there was room."""
    there = len(await attachments(session, risk.id))
    kept = files[: max(0, ATTACHMENTS - there)]
    for file in kept:
        session.add(RiskAttachment(risk_id=risk.id, **file.model_dump()))
        risk_event.note(session, risk.id, Kind.ATTACHMENT, by=by, now=now, after=file.kind)
    await session.flush()
    return len(kept)


async def attachments(session: AsyncSession, risk_id: int) -> list[RiskAttachment]:
    """The files of the description, in order."""
    statement = select(RiskAttachment).where(RiskAttachment.risk_id == risk_id).order_by(col(RiskAttachment.id))
    return list((await session.exec(statement)).all())
