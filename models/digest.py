"""Where things stand after a round: what the Office reads."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.answer import UNCHANGED_AT_MOST, Light, Row, StatusAnswer, rows_of
from models.commune import Commune, Field, all_fields
from models.person import Person
from models.reading import fold
from models.round import Obligation, StatusRound


@dataclass(frozen=True)
class CommuneState:
    """A commune in a round: what it answered, when and through whom; nothing if it is silent."""

    commune: Commune
    obligation: Obligation
    answer: StatusAnswer | None
    author: Person | None
    asked: Person | None
    rows: tuple[Row, ...]

    @property
    def lights(self) -> Counter[Light]:
        """How many projects stand how."""
        return Counter(row.now.light for row in self.rows if row.now is not None)


@dataclass(frozen=True)
class Digest:
    """All communes in a round, by name, and the association's fields."""

    round: StatusRound
    communes: tuple[CommuneState, ...]
    fields: tuple[Field, ...]

    @property
    def silent(self) -> list[CommuneState]:
        """Communes that have not answered."""
        return [state for state in self.communes if state.answer is None]

    @property
    def answered(self) -> list[CommuneState]:
        """Communes that have."""
        return [state for state in self.communes if state.answer is not None]

    @property
    def lights(self) -> Counter[Light]:
        """How many projects stand how, over all communes."""
        return sum((state.lights for state in self.communes), Counter())

    def changes(self) -> list[tuple[CommuneState, Row]]:
        """Projects whose light differs from the round before, or that are reported for the first time not green."""
        return [
            (state, row)
            for state in self.communes
            for row in state.rows
            if row.now is not None
            and row.now.light is not (row.before.light if row.before is not None else Light.GREEN)
        ]

    def stale(self) -> list[tuple[CommuneState, Row]]:
        """Projects reported unchanged as often in a row as is allowed without a word."""
        return [
            (state, row)
            for state in self.communes
            for row in state.rows
            if row.now is not None and row.now.unchanged >= UNCHANGED_AT_MOST
        ]

    def by_field(self) -> list[tuple[Field | None, Counter[Light]]]:
        """How many projects stand how in each field that has any reported."""
        counts: dict[int | None, Counter[Light]] = {}
        for state in self.communes:
            for row in state.rows:
                if row.now is not None:
                    counts.setdefault(row.project.field_id, Counter())[row.now.light] += 1
        named = [(field, counts[field.id]) for field in self.fields if field.id in counts]
        return [*named, *([(None, counts[None])] if None in counts else [])]


async def digest(session: AsyncSession, round: StatusRound) -> Digest:
    """The state of a round (a fixed number of queries, however many communes and projects)."""
    statement = (
        select(Obligation, Commune, StatusAnswer, Person)
        .join(Commune, col(Commune.id) == Obligation.commune_id)
        .outerjoin(
            StatusAnswer,
            (col(StatusAnswer.obligation_id) == Obligation.id) & col(StatusAnswer.counts).is_(True),
        )
        .outerjoin(Person, col(Person.id) == StatusAnswer.person_id)
        .where(Obligation.round_id == round.id)
    )
    found = sorted((await session.exec(statement)).all(), key=lambda row: fold(row[1].name))
    ids = [obligation.person_id for obligation, *_ in found if obligation.person_id is not None]
    asked = {p.id: p for p in (await session.exec(select(Person).where(col(Person.id).in_(ids)))).all()}
    rows = await rows_of(session, round, [obligation.commune_id for obligation, *_ in found])
    states = tuple(
        CommuneState(
            commune,
            obligation,
            answer,
            author,
            asked.get(obligation.person_id),
            tuple(rows.get(commune.id or 0, ())),
        )
        for obligation, commune, answer, author in found
    )
    return Digest(round, states, tuple(await all_fields(session)))
