"""What the Office reads of a round: communes as in the alphabet, projects counted by field."""

from collections import Counter
from datetime import UTC, date, datetime

from models import digest, round
from models.answer import Light, Row, StatusLine
from models.commune import Commune, Field
from models.digest import CommuneState, Digest
from models.project import Project
from models.right import Role
from models.round import Obligation, StatusRound
from tests.conftest import WARSAW, Town

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)
ROUND = StatusRound(
    id=1, week="2026-W48", monday=date(2026, 11, 23), opened_at=NOW, reminds_at=NOW, reminds_again_at=NOW, closes_at=NOW
)
FIELDS = tuple(Field(id=id, name=name) for id, name in enumerate(("mobilność", "edukacja", "gospodarka"), start=1))


def row(light: Light | None, *, field: int | None = None) -> Row:
    """A project of that field, reported with that light or not at all."""
    line = StatusLine(answer_id=1, round_id=1, project_id=1, light=light) if light else None
    return Row(Project(id=1, name="Trasa", commune_id=1, field_id=field, created_at=NOW), None, line)


def of(*rows: Row) -> Digest:
    """What one commune has reported."""
    owed = Obligation(round_id=1, commune_id=1)
    return Digest(ROUND, (CommuneState(Commune(id=1, name="Liszki"), owed, None, None, None, rows),), FIELDS)


def test_projects_are_counted_by_field() -> None:
    reported = [row(Light.GREEN, field=2), row(Light.RED, field=2), row(Light.GREEN, field=1), row(None, field=3)]
    by_field = [(FIELDS[0], Counter({Light.GREEN: 1})), (FIELDS[1], Counter({Light.GREEN: 1, Light.RED: 1}))]
    assert of(*reported).by_field() == by_field
    assert of(*reported, row(Light.AMBER)).by_field() == [*by_field, (None, Counter({Light.AMBER: 1}))]
    assert of().by_field() == []


async def test_communes_stand_as_in_the_alphabet(town: Town) -> None:
    await town.meets("Jan Kowalski", Role.OFFICE)
    for commune in ("Zielonki", "Świątniki Górne", "Kraków"):
        await town.has_projects(commune, "Trasa")
    await town.move_to(datetime(2026, 11, 27, 9, tzinfo=WARSAW))
    async with town.database.transaction() as session:
        newest = await round.latest(session)
        assert newest is not None
        found = await digest.digest(session, newest)
    assert [state.commune.name for state in found.communes] == ["Kraków", "Świątniki Górne", "Zielonki"]
    assert found.silent == list(found.communes) and found.answered == []
