"""The register of risks for one reader: what they may read, narrowed by words and filters, the worst first."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.db.base import Value
from models.people.commune import Commune, Field
from models.people.permission import Holding, Right, communes_with
from models.people.person import Person, Somebody
from models.project.project import Project
from models.reading.words import alphabetical, fold, words_in
from models.risk.event import Kind, RiskEvent
from models.risk.risk import OPEN, Band, Category, Risk, Severity, State, band_of, weight
from models.risk.treatment import Treatment

NUMBER = re.compile(r"(?:r\s?-?\s?)?(\d{1,9})")


class Whose(StrEnum):
    """A part of the risks that somebody may read."""

    ALL = "a"
    COMMUNE = "c"
    MINE = "m"
    """Those they have reported or own."""


class Wanted(Value):
    """Filters of the register; None: any value."""

    whose: Whose | None = None
    words: str = ""
    field: int | None = None
    """The project's field of cooperation; a risk to a whole commune has none."""
    category: Category | None = None
    band: Band | None = None
    owner: int | None = None
    closed: bool = False
    """Whether risks that no longer threaten are included."""


class Reader(Struct, frozen=True):
    person_id: int
    own: frozenset[int]
    """The communes in whose teams they are."""
    readable: frozenset[int] | None
    """The communes whose risks they may read; None: all."""

    @classmethod
    def of(cls, person: Somebody, memberships: Iterable[Holding]) -> Self:
        memberships = tuple(memberships)
        own = frozenset(m.commune_id for m in memberships if m.commune_id is not None)
        readable = communes_with(memberships, Right.READ_RISKS)
        return cls(person.id, own, frozenset(readable) if readable is not None else None)

    @property
    def parts(self) -> list[Whose]:
        """The parts to choose from, the widest first."""
        parts = [Whose.ALL] if self.readable is None else []
        return [*parts, *([Whose.COMMUNE] if self.own else []), Whose.MINE]

    def part(self, wanted: Wanted) -> Whose:
        """The wanted part if it is one of theirs, otherwise the widest."""
        return wanted.whose if wanted.whose is not None and wanted.whose in self.parts else self.parts[0]


# --- a page of it ----------------------------------------


class Line(Struct, frozen=True):
    """A risk as a list shows it."""

    id: int
    state: State
    level: Band
    score: int | None
    score_after: int | None
    text: str
    commune: str
    project: str | None

    @property
    def number(self) -> str:
        """``R-12``"""
        return f"R-{self.id}"

    @property
    def place(self) -> str:
        """The project, or the commune threatened as a whole."""
        return self.project or self.commune


class Page(Struct, frozen=True):
    """One page of lines, and the number of all."""

    lines: tuple[Line, ...]
    total: int
    number: int
    last: int


async def page(session: AsyncSession, reader: Reader, wanted: Wanted, *, number: int, size: int) -> Page:
    """The page with this number, from 0, or the last one if there are fewer (two queries)."""
    total = await count(session, reader, wanted)
    last = max(0, (total - 1) // size)
    number = min(max(number, 0), last)
    statement = _found(reader, wanted, Risk, Commune.name, Project.name)
    rows = (await session.exec(statement.limit(size).offset(number * size))).all()
    return Page(tuple(_line(*row) for row in rows), total, number, last)


def _line(risk: Risk, commune: str, project: str | None) -> Line:
    return Line(risk.id, risk.state, risk.level, risk.score, risk.score_after, risk.text, commune, project)


async def count(session: AsyncSession, reader: Reader, wanted: Wanted) -> int:
    statement: Any = select(sa.func.count()).select_from(_found(reader, wanted, Risk.id).order_by(None).subquery())
    return int((await session.exec(statement)).one())


# --- all of it ----------------------------------------


Cell = tuple[int, int]
"""Likelihood and impact."""
WORST = 5


class Placed(Struct, frozen=True):
    """Risks on the two scales."""

    cells: dict[Cell, list[str]]
    """Their numbers; in each cell the oldest first."""
    unrated: list[tuple[Band, str]]
    """Levels and numbers of unrated risks, the worst first."""
    worst: list[Line]
    """The five worst, rated or not."""
    moves: list[tuple[Cell, Cell]]
    """From where to where treatment moves the worst."""

    @property
    def rated(self) -> int:
        """Number of rated risks."""
        return sum(map(len, self.cells.values()))


async def placed(session: AsyncSession, reader: Reader, wanted: Wanted) -> Placed:
    """The risks on the scales of likelihood and impact (two queries)."""
    found = Placed({}, [], [], [])
    columns = Risk.id, Risk.severity, Risk.likelihood, Risk.impact
    for id, severity, likelihood, impact in await session.exec(_found(reader, wanted, *columns)):
        if likelihood is None or impact is None:
            found.unrated.append((band_of(weight(severity, likelihood, impact)), f"R-{id}"))
        else:
            found.cells.setdefault((likelihood, impact), []).append(f"R-{id}")
    worst = (await session.exec(_found(reader, wanted, Risk, Commune.name, Project.name).limit(WORST))).all()
    found.worst.extend(_line(*row) for row in worst)
    moves = {
        ((risk.likelihood, risk.impact), (risk.likelihood_after, risk.impact_after)): None
        for risk, *_ in worst
        if risk.score is not None and risk.score_after is not None
    }
    found.moves.extend((before, after) for before, after in moves if before != after)
    return found


class Entry(Struct, frozen=True):
    """A risk with the names of its people and places."""

    risk: Risk
    commune: str
    project: str | None
    field: str | None
    author: str
    owner: str | None
    taker: str | None
    moved_at: datetime | None
    """When it came into its present state; None: it was raised and not changed since."""
    reason: str | None
    open_actions: int | None
    next_due: date | None
    """The earliest due day of the actions that are not done."""


async def entries(session: AsyncSession, reader: Reader, wanted: Wanted) -> list[Entry]:
    """All risks, without pages (one query)."""
    author, owner, taker = (sa.orm.aliased(Person) for _ in range(3))
    actions = (
        select(Treatment.risk_id, sa.func.count().label("number"), sa.func.min(Treatment.due).label("due"))
        .where(col(Treatment.done_on).is_(None))
        .group_by(col(Treatment.risk_id))
        .subquery()
    )
    columns: tuple[Any, ...] = (
        Risk, Commune.name, Project.name, Field.name, author.name, owner.name, taker.name,
        _of_last_move(RiskEvent.at), _of_last_move(RiskEvent.reason), actions.c.number, actions.c.due,
    )  # fmt: skip
    statement = (
        _found(reader, wanted, *columns)
        .outerjoin(actions, actions.c.risk_id == Risk.id)
        .outerjoin(Field, col(Field.id) == Project.field_id)
        .join(author, author.id == Risk.author_id)
        .outerjoin(owner, owner.id == Risk.owner_id)
        .outerjoin(taker, taker.id == Risk.taken_by_id)
    )
    return [Entry(*row) for row in (await session.exec(statement)).all()]


def _of_last_move(column: Any) -> Any:
    """That column of the last change of the risk's state; looked up risk by risk: few events are needed."""
    last = select(column).where(RiskEvent.risk_id == Risk.id, RiskEvent.kind == Kind.STATE)
    return last.order_by(col(RiskEvent.id).desc()).limit(1).correlate(Risk).scalar_subquery()


async def owners(session: AsyncSession, reader: Reader, wanted: Wanted) -> list[tuple[int, str]]:
    """Owners of any of the risks, by name, whatever owner is wanted (one query)."""
    statement = (
        _found(reader, wanted.model_copy(update={"owner": None}), Person.id, Person.name)
        .join(Person, col(Person.id) == Risk.owner_id)
        .order_by(None)
        .distinct()
    )
    return sorted((await session.exec(statement)).all(), key=lambda owner: (alphabetical(owner[1]), owner[0]))


class Names(Struct, frozen=True):
    """Names for the filters that are ids."""

    field: str | None
    owner: str | None


async def names(session: AsyncSession, wanted: Wanted) -> Names:
    """The names of the field and of the owner that are wanted."""
    field = await session.get(Field, wanted.field) if wanted.field is not None else None
    owner = await session.get(Person, wanted.owner) if wanted.owner is not None else None
    return Names(field.name if field is not None else None, owner.name if owner is not None else None)


# --- what is found ----------------------------------------


def _found(reader: Reader, wanted: Wanted, *columns: Any) -> Any:
    """These columns of the risks: the one whose number was typed, open ones, the worst, then the oldest."""
    number = _number(wanted)
    return (
        select(*columns)
        .select_from(Risk)
        .join(Commune, col(Commune.id) == Risk.commune_id)
        .outerjoin(Project, col(Project.id) == Risk.project_id)
        .where(*_conditions(reader, wanted))
        .order_by(
            *([col(Risk.id) != number] if number is not None else []),
            col(Risk.state).not_in(OPEN),
            _weight().desc(),
            col(Risk.id),
        )
    )


def _weight() -> Any:
    """``Risk.weight`` in SQL."""
    by_severity = sa.case(*((col(Risk.severity) == severity, severity.score) for severity in Severity))
    return sa.func.coalesce(col(Risk.likelihood) * col(Risk.impact), by_severity)


def _conditions(reader: Reader, wanted: Wanted) -> list[Any]:
    found: list[Any] = []
    if reader.readable is not None:
        found.append(col(Risk.commune_id).in_(reader.readable))
    match reader.part(wanted):
        case Whose.COMMUNE:
            found.append(col(Risk.commune_id).in_(reader.own))
        case Whose.MINE:
            found.append((col(Risk.author_id) == reader.person_id) | (col(Risk.owner_id) == reader.person_id))
    if not wanted.closed:
        found.append(col(Risk.state).in_(OPEN))
    if wanted.field is not None:
        found.append(Project.field_id == wanted.field)
    if wanted.category is not None:
        found.append(Risk.category == wanted.category)
    if wanted.band is not None:
        found.append(_weight().between(wanted.band.least, wanted.band.most))
    if wanted.owner is not None:
        found.append(Risk.owner_id == wanted.owner)
    if wanted.words:
        found.append(_matches(wanted))
    return found


def _matches(wanted: Wanted) -> Any:
    """Every word occurs in the names or the text, or it is the risk with this number."""
    parts = (col(Risk.folded).contains(word, autoescape=True) for word in words_in(wanted.words))
    contained = sa.and_(sa.true(), *parts)
    number = _number(wanted)
    return contained | (col(Risk.id) == number) if number is not None else contained


def _number(wanted: Wanted) -> int | None:
    typed = NUMBER.fullmatch(fold(wanted.words).strip())
    return int(typed[1]) if typed is not None else None
