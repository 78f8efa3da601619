"""Where nothing was locked, the database says that somebody was faster: the second tries again and hears what is so."""

from datetime import date

import pytest

from bot.playground import Person as Phone
from models.people.permission import Role
from models.project import project
from tests.at_once import at_once
from tests.conftest import Town, on_postgresql


async def nothing(*_arguments: object, **_options: object) -> None:
    pass


async def opens_the_milestone(who: Phone) -> None:
    await who.say("/projekty")
    await who.tap("Trasa")
    await who.tap("Kamienie")
    await who.tap("Przetarg")


@on_postgresql
async def test_who_changes_what_is_gone_by_then_is_told_so(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    async with town.database.transaction() as session:
        [trasa] = await project.projects(session)
        await project.add_milestone(session, trasa, name="Przetarg", due=date(2026, 12, 10))
    monkeypatch.setattr(project, "lock", nothing)
    for who in (anna, ewa):
        await opens_the_milestone(who)
    await at_once(town, anna, "🗑", ewa, "Osiągnięty")
    assert "StaleDataError" in caplog.text
    assert "Nie udało się" not in ewa.screen() and "Chwilowo" not in ewa.screen()
    ewa.sees("Trasa")
