"""RODO: who somebody was is forgotten, what they said of projects stays and counts."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, select

from bot.playground import Server
from models import erasure, outbox
from models.announcement import Announcement
from models.answer import StatusAnswer
from models.erasure import NAME, Erased
from models.guess import Guess
from models.inbox import store
from models.outbox import Letter, NewLetter
from models.person import LastOfOffice, Person, who_is
from models.right import Role
from models.risk import Risk, Severity
from models.round import Obligation
from tests.cli.test_command_line import call
from tests.cli.test_command_line import settings as environment_of
from tests.cli.test_command_line import telegram as telegram
from tests.conftest import TUESDAY, Town, on_both_engines
from tests.engine.test_queries import FRIDAY


async def dump(town: Town) -> list[str]:
    """Every value of every table as one reads it."""
    found = []
    async with town.database.transaction() as session:
        connection = await session.connection()
        for table in SQLModel.metadata.sorted_tables:
            for row in (await connection.execute(sa.select(table))).mappings():
                for column, value in row.items():
                    shown = json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
                    found.append(f"{table.name}.{column} {shown}")
    return found


def with_any(dumped: Sequence[str], *traces: object) -> list[str]:
    return [line for line in dumped if any(str(trace).casefold() in line.casefold() for trace in traces)]


async def erased(town: Town, whom: str) -> Any:
    async with town.database.transaction() as session:
        (person,) = await erasure.named(session, whom)
        return await erasure.erase(session, person, today=town.clock.today(), now=town.clock.now())


async def count(town: Town, table: type[SQLModel]) -> int:
    async with town.database.transaction() as session:
        return (await session.exec(select(sa.func.count()).select_from(table))).one()


@on_both_engines
async def test_the_name_and_the_number_are_nowhere_and_what_they_reported_stays(town: Town) -> None:
    """In letters to them and to others, sent or not, in drafts, histories, texts of others and unread updates."""
    name = "Żaneta D'Ość-Łęcka"
    zaneta = await town.meets(name, Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Zielińska", Role.SPECIALIST, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await zaneta.say("/ryzyko Osuwisko zamknęło drogę")
    await zaneta.tap("P+R Podłęże")
    await zaneta.tap("🔴")
    await jan.tap("👀 Przyjmuję")
    await town.move_to(FRIDAY)
    await zaneta.tap("Wypełnij")
    await zaneta.tap("🟢")
    await zaneta.tap("Wyślij")
    await zaneta.say("/ryzyko Drugie, niedokończone")
    await ewa.say(f"/ryzyko {name} tak mówi, a ŻANETA też")
    await ewa.say("/start")
    async with town.database.transaction() as session:
        known = await who_is(session, zaneta.id)
        assert known is not None
        known.person.phone = "+48 600 100 200"
        (hers, *_) = (await session.exec(select(Letter.id).where(Letter.chat_id == zaneta.id))).all()
        session.add(Announcement(author_id=known.person.id or 0, letter_id=hers, send_at=TUESDAY, created_at=TUESDAY))
        session.add(Guess(telegram_id=zaneta.id, at=FRIDAY))
        session.add(
            Risk(
                author_id=known.person.id or 0, commune_id=1, severity=Severity.SERIOUS, raised_at=TUESDAY,
                waits_since=TUESDAY, text=f"Nie ma {name}, tel. +48 600 100 200", folded="nie ma zaneta d'osc-lecka,",
            )
        )  # fmt: skip
        queued = {"text": f"Dzwonić: {zaneta.id}, {name.replace(chr(39), '&#39;')}"}
        await outbox.write(
            session, [NewLetter(chat_id=jan.id, method="send_message", arguments=queued, created_at=FRIDAY, once="q")]
        )
        await store(session, [(999_999, json.dumps({"message": {"from": {"id": zaneta.id}}}))], now=FRIDAY)
    traces = (name, name.replace("'", "&#39;"), "zaneta d'osc", zaneta.id, "600 100 200")
    before = await dump(town)
    assert {line.split()[0] for line in with_any(before, *traces)} >= {
        "person.name", "person.telegram_id", "person.phone", "outbox.chat_id", "outbox.arguments", "risk.text",
        "risk.folded", "inbox.content", "dialog.draft", "guess.telegram_id",
    }  # fmt: skip
    counted = [await count(town, table) for table in (Risk, StatusAnswer, Obligation, Person)]
    assert isinstance(await erased(town, str(zaneta.id)), Erased)
    after = await dump(town)
    assert with_any(after, *traces) == []
    assert f"risk.text Nie ma {NAME}, tel. 0" in after and "risk.folded nie ma usunieta osoba," in after
    assert [await count(town, table) for table in (Risk, StatusAnswer, Obligation, Person)] == counted
    await town.restart()
    await jan.say("/raport")
    await jan.say("/ryzyka")
    await jan.tap("R-1")
    assert NAME in jan.screen()


@on_both_engines
async def test_the_bot_goes_on_without_them(town: Town) -> None:
    """What they were asked for goes to the deputy, forums look for somebody else, and they may come back as anybody."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Adam Pytel", Role.COORDINATOR, "Niepołomice")
    await town.meets("Jan Kowalski", Role.OFFICE)
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await town.move_to(FRIDAY)
    assert await erased(town, "Anna  Nowak") == Erased(handed_over=1)
    async with town.database.transaction() as session:
        assert await who_is(session, anna.id) is None
    for _ in range(3):
        await town.wait(FRIDAY - TUESDAY)
    await anna.say("/start")
    async with town.database.transaction() as session:
        known = await who_is(session, anna.id)
        assert known is not None and known.memberships == ()


@on_both_engines
async def test_a_name_of_one_word_and_names_of_others_stay_in_texts(town: Town) -> None:
    await town.meets("Jan", Role.SPECIALIST, "Skawina")
    await town.meets("Ewa Jan", Role.OFFICE)
    async with town.database.transaction() as session:
        (jan,) = await erasure.named(session, "Jan")
        texts = ("Jan Kowalski i Janowice", "Jan")
        session.add_all(
            Risk(author_id=jan.id or 0, commune_id=1, severity=Severity.SERIOUS, raised_at=TUESDAY,
                 waits_since=TUESDAY, text=text) for text in texts
        )  # fmt: skip
    await erased(town, "Jan")
    async with town.database.transaction() as session:
        assert list((await session.exec(select(Risk.text).order_by(sa.text("id")))).all()) == [texts[0], NAME]
        assert await erasure.named(session, "Ewa Jan")


@on_both_engines
async def test_of_two_with_one_name_only_the_one_that_is_meant(town: Town) -> None:
    first = await town.meets("Anna Nowak", Role.SPECIALIST, "Skawina")
    async with town.database.transaction() as session:
        session.add(Person(telegram_id=77_000_077, name="Anna Nowak", created_at=TUESDAY))
    async with town.database.transaction() as session:
        assert len(await erasure.named(session, "Anna Nowak")) == 2
    await erased(town, str(first.id))
    async with town.database.transaction() as session:
        assert [person.telegram_id for person in await erasure.named(session, "Anna Nowak")] == [77_000_077]


@on_both_engines
async def test_the_last_of_the_office_stays(town: Town) -> None:
    await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        (jan,) = await erasure.named(session, "Jan Kowalski")
        outcome = await erasure.erase(session, jan, today=town.clock.today(), now=town.clock.now())
        assert outcome == LastOfOffice()


async def test_the_command_asks_which_one_and_forgets(telegram: Server, tmp_path: Path) -> None:
    from models.database import Database

    environment = environment_of(telegram, tmp_path)
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/var/bot.db")
    await database.migrate()
    async with database.transaction() as session:
        session.add_all(
            Person(telegram_id=id, name="Anna Nowak", created_at=TUESDAY) for id in (11_000_011, 12_000_012)
        )
    for whom, complaint in (
        ("Nikt", "there is nobody"),
        ("9" * 23, "there is nobody"),
        ("Anna Nowak", "say which by the Telegram id: 11000011, 120"),
    ):
        code, _, errors = await call(environment, tmp_path, "erase", "--person", whom)
        assert (code, complaint in errors, errors.count("\n")) == (2, True, 1), errors
    code, out, errors = await call(environment, tmp_path, "erase", "--person", "11000011")
    assert code == 0 and "forgotten" in out, errors
    async with database.transaction() as session:
        assert [person.telegram_id for person in await erasure.named(session, "Anna Nowak")] == [12_000_012]
    await database.close()
