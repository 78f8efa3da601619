"""What another version has left in a dialog holds nobody up, and what people said is not in the log."""

import logging
from datetime import datetime

import pytest
import sqlalchemy as sa
from pydantic import BaseModel, ValidationError

from handlers.risk.draft import RiskDraft
from models.mail.dialog import Dialog
from models.people.permission import Role
from tests.conftest import WARSAW, Town, on_sqlite

SECRET = "Moje bardzo tajne słowa"  # noqa: S105
OTHERWISE = {"text": [SECRET], "attachments": SECRET}
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)
ENDED = "zaczęła się w innej wersji"


async def kept_otherwise(town: Town) -> None:
    async with town.database.transaction() as session:
        await session.exec(sa.update(Dialog).values(draft=OTHERWISE))


@on_sqlite
async def test_a_dialog_that_cannot_be_read_ends_with_a_sentence(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """Be it open or put aside; the next one is as ever."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże", "Trasa")
    await anna.say(f"/ryzyko {SECRET}")
    await kept_otherwise(town)
    await anna.tap("Trasa")
    anna.sees(ENDED)
    await anna.say(f"/ryzyko {SECRET}")
    await anna.say("/menu")
    await kept_otherwise(town)
    await anna.say("/ryzyko Nowe zagrożenie")
    anna.sees("Trasa")
    await anna.tap("Trasa")
    await anna.tap("🔴")
    anna.sees("R-1")
    formatter = logging.Formatter()
    assert not [line for record in caplog.records if SECRET in (line := formatter.format(record))]


@on_sqlite
async def test_a_status_begun_in_the_version_before_is_asked_for_anew(town: Town) -> None:
    """That asked project by project, and its draft named those that it asked about."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    await town.move_to(FRIDAY)
    await anna.tap("Wypełnij")
    item = {"project_id": 1, "name": "Trasa", "before": None, "milestones": []}
    before = {"obligation": 1, "commune": 1, "items": [item], "at": 0, "asked": 1, "lines": {}}
    async with town.database.transaction() as session:
        await session.exec(sa.update(Dialog).values(draft=before, step="ask_light"))
    await anna.tap("Trasa")
    anna.sees(ENDED)
    await anna.say("/status")
    await anna.tap("Wypełnij")
    await anna.tap("✅ Wyślij")
    await anna.tap("🟢")
    anna.sees("Zapisano ✅")


def every(kind: type[BaseModel]) -> set[type[BaseModel]]:
    return {kind, *(each for below in kind.__subclasses__() for each in every(below))}


def test_no_model_quotes_what_is_wrong_in_it() -> None:
    with pytest.raises(ValidationError) as refused:
        RiskDraft.model_validate(OTHERWISE)
    assert SECRET not in str(refused.value)
    ours = [each for each in every(BaseModel) if each.__module__.split(".")[0] in ("bot", "handlers", "jobs", "models")]
    # a table is never validated
    checked = [each for each in ours if not each.model_config.get("table")]
    assert len(checked) > 50
    assert [each.__qualname__ for each in checked if not each.model_config.get("hide_input_in_errors")] == []
