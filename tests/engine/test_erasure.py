"""RODO: who somebody was is forgotten, what they said of projects stays and counts."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, select
from sqlmodel.sql.sqltypes import AutoString

from bot.playground import Person as Phone
from bot.playground import Server
from models.announcement import Announcement
from models.data import answer as answers
from models.data import call as calls
from models.data import handing, history
from models.data.answer import NewValue
from models.data.call import DataCall, DataField
from models.data.handing import DataHanded
from models.data.value import Kind
from models.forgetting import erasure
from models.forgetting.erasure import Erased
from models.forgetting.traces import NAME
from models.forum.delegate import Delegate
from models.mail import outbox
from models.mail.inbox import InboxUpdate, store
from models.mail.outbox import Letter, NewLetter
from models.mail.sender import who_is
from models.obligation import Obligation
from models.people.code_attempts import CodeAttempt
from models.people.permission import Role
from models.people.person import LastOfOffice, Person, with_id
from models.reading.words import fold
from models.risk.risk import Risk, Severity
from models.status.answer import StatusAnswer
from tests.cli.test_command_line import call
from tests.cli.test_command_line import settings as environment_of
from tests.cli.test_command_line import telegram as telegram
from tests.conftest import TUESDAY, Town, on_both_engines, on_sqlite
from tests.engine.test_queries import FRIDAY
from tests.fire.fixtures import furnish
from tests.rows import a_forum, certain


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
    await zaneta.tap("Wyślij")
    await zaneta.tap("🟢")
    await zaneta.say("/ryzyko Drugie, niedokończone")
    await ewa.say(f"/ryzyko {name} tak mówi, a ŻANETA też")
    await ewa.say("/start")
    async with town.database.transaction() as session:
        known = certain(await who_is(session, zaneta.id))
        (await with_id(session, known.person.id)).phone = "+48 600 100 200"
        (hers, *_) = (await session.exec(select(Letter.id).where(Letter.chat_id == zaneta.id))).all()
        session.add(Announcement(author_id=known.person.id, letter_id=hers, send_at=TUESDAY, created_at=TUESDAY))
        session.add(CodeAttempt(telegram_id=zaneta.id, at=FRIDAY))
        session.add(
            Risk(
                author_id=known.person.id, commune_id=1, severity=Severity.SERIOUS, raised_at=TUESDAY,
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
async def test_the_values_of_the_commune_stay_and_nothing_says_who_gave_them(town: Town) -> None:
    """Nor the history, with what was corrected; in what they and the Office said of a value stands nobody's name."""
    zaneta = await town.meets("Żaneta Łęcka", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Zielińska", Role.COORDINATOR, "Niepołomice")
    await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        hers, others = certain(await who_is(session, zaneta.id)), certain(await who_is(session, ewa.id))
        new = DataCall(title="Żłobki", sent_at=TUESDAY, due_at=FRIDAY, reminds=[], called_by_id=others.person.id)
        fields = [DataField(call_id=0, position=0, name="Miejsca", kind=Kind.WHOLE)]
        await calls.send(session, new, fields, commune_ids=[hers.memberships[0].commune_id or 0])
        [owed] = await answers.owed_by(session, [hers.memberships[0].commune_id or 0], limit=1)
        given = NewValue(exact="1250", text="jak w mailu", reason="Policzyła Żaneta Łęcka")
        for by, value in ((hers.person, given), (others.person, NewValue(exact="125")), (hers.person, given)):
            await answers.keep(session, owed, {fields[0].id: value}, by=by, now=TUESDAY)
        await answers.send_back(session, owed, [fields[0].id], why="Żaneta Łęcka się myli")
        await handing.hand(session, owed.obligation.id, {fields[0].id: hers.person.id})
    await erased(town, "Żaneta Łęcka")
    async with town.database.transaction() as session:
        told = await history.told(session, owed.obligation.id)
    said = [(change.value.exact, change.value.counts, change.author, change.value.reason) for change in told]
    without = f"Policzyła {NAME}"
    assert said == [
        ("1250", True, NAME, without), ("125", False, "Ewa Zielińska", None), ("1250", False, NAME, without),
    ]  # fmt: skip
    assert told[0].value.returned == f"{NAME} się myli" and told[0].value.text == "jak w mailu"
    assert await count(town, DataHanded) == 0 and with_any(await dump(town), "Łęcka", zaneta.id) == []


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
        known = certain(await who_is(session, anna.id))
        assert known.memberships == ()


@on_both_engines
async def test_a_name_of_one_word_and_names_of_others_stay_in_texts(town: Town) -> None:
    await town.meets("Jan", Role.SPECIALIST, "Skawina")
    await town.meets("Ewa Jan", Role.OFFICE)
    async with town.database.transaction() as session:
        (jan,) = await erasure.named(session, "Jan")
        texts = ("Jan Kowalski i Janowice", "Jan")
        session.add_all(
            Risk(author_id=jan.id, commune_id=1, severity=Severity.SERIOUS, raised_at=TUESDAY,
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


# --- people who are called like something else ----------------------------------------

Row = tuple[str, str, str]
"""A table, a key, a column."""


async def rows(town: Town) -> dict[Row, str]:
    """Every value by where it stands."""
    found: dict[Row, str] = {}
    async with town.database.transaction() as session:
        connection = await session.connection()
        for table in SQLModel.metadata.sorted_tables:
            for row in (await connection.execute(sa.select(table))).mappings():
                key = repr([row[column.name] for column in table.primary_key.columns])
                found |= {(table.name, key, column): repr(value) for column, value in row.items()}
    return found


LIKE_SOMETHING_ELSE = (
    "Wielka Wieś", "wieś WIELKA", "mobilność", "P+R Podłęże", "Trasa", "send_message", "text", "installed", "risk",
    "coordinator", "Coordinator", "green", "taken", "state", "2026", "1", "1 1",
)  # fmt: skip
"""Communes, a field, projects, a method of the Bot API, keys, roles, choices and numbers."""


@on_both_engines
async def test_who_is_called_like_something_else_changes_nothing_of_it(town: Town) -> None:
    """Not by a byte."""
    await furnish(town)
    await town.has_projects("Wielka Wieś", "P+R Podłęże")
    strangers = [Phone(town.world, name) for name in LIKE_SOMETHING_ELSE]
    for stranger in strangers:
        town.world.let_in(stranger.user)
        await stranger.say("/start")
    async with town.database.transaction() as session:
        known = {stranger.id: await who_is(session, stranger.id) for stranger in strangers}
        button = {"text": "1", "callback_data": "1|risk.show||1"}
        queued = {"text": "Ważne", "reply_markup": {"inline_keyboard": [[button]]}}
        later = FRIDAY + timedelta(days=1)
        await outbox.write(
            session, [NewLetter(chat_id=1, method="send_message", arguments=queued, created_at=FRIDAY, due_at=later)]
        )
        said = f"faktura nr {strangers[0].id}7 z 2026 r."
        other = {"update_id": 900, "message": {"from": {"id": 5}, "text": said}}
        await store(session, [(900, json.dumps(other))], now=FRIDAY)
    for stranger in strangers:
        before = await rows(town)
        await erased(town, str(stranger.id))
        after = await rows(town)
        person = certain(known[stranger.id])
        of_them = {("person", f"[{person.person.id}]")}
        of_them |= {row[:2] for row, value in before.items() if row[2] == "chat_id" and value == str(stranger.id)}
        changed = {row for row in before.keys() | after.keys() if before.get(row) != after.get(row)}
        assert ("person", f"[{person.person.id}]", "name") in changed
        assert {row for row in changed if row[:2] not in of_them} == set(), stranger.user.name


# --- under whatever name ----------------------------------------


@on_both_engines
async def test_former_names_in_any_case_spacing_and_order(town: Town) -> None:
    """Renamed twice, by themselves and by others; nothing is left, not even what was kept to find them."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Żółć", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await anna.say("/ryzyko Osuwisko")
    await anna.tap("P+R")
    await anna.tap("🔴")
    await anna.tap("Szczegóły")
    await anna.tap("Właściciel")
    await anna.tap("Anna Żółć")
    await anna.say("/ustawienia")
    await anna.tap("Zmień imię")
    await anna.say("Anna Kowalczyk-Nowak")
    await jan.say("/zespol niepol")
    for button in ("Zarządzaj", "Anna Kowalczyk-Nowak", "Zmień imię"):
        await jan.tap(button)
    await jan.say("Anna <b> Maria Lis")
    said = (
        "ŻÓŁĆ  Anna, anna\nżółć, Zolc Anna, Kowalczyk-Nowak Anna, lis anna &lt;b&gt; maria? Anna Żółć-Lis, Hanna Żółć"
    )
    async with town.database.transaction() as session:
        session.add(a_risk(said))
    await erased(town, str(anna.id))
    kept = await dump(town)
    assert f"risk.text {NAME}, {NAME}, {NAME}, {NAME}, {NAME}? Anna Żółć-Lis, Hanna Żółć" in kept
    others = [line for line in kept if not line.startswith(("risk.text", "risk.folded"))]
    assert with_any(others, "Żółć", "zolc", "Kowalczyk", "Maria", anna.id) == []


def a_risk(text: str) -> Risk:
    return Risk(
        author_id=1, commune_id=1, severity=Severity.SERIOUS, raised_at=TUESDAY, waits_since=TUESDAY, text=text,
        folded=fold(text),
    )  # fmt: skip


@on_both_engines
async def test_guests_of_forums_are_found_and_forgotten(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        known = certain(await who_is(session, jan.id))
        forum = a_forum(TUESDAY, called_by_id=known.person.id)
        session.add(forum)
        await session.flush()
        for name in ("Celina Gość", "Gość  celina", "Celina Gościńska"):
            session.add(Delegate(forum_id=forum.id, commune_id=1, guest_name=name, guest_function="radna"))
        session.add(a_risk("Pyta Celina Gość"))
    async with town.database.transaction() as session:
        guests = await erasure.guests_named(session, "celina gość")
        assert len(guests) == 2
        for guest in guests:
            await erasure.erase_guest(session, guest)
    left = await dump(town)
    assert with_any(left, "Celina") == ["delegate.guest_name Celina Gościńska"] and f"risk.text Pyta {NAME}" in left
    assert left.count(f"delegate.guest_name {NAME}") == 2


@on_both_engines
async def test_only_their_own_updates_are_dropped(town: Town) -> None:
    """Of what others said and is not handled yet only who they are is left out."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    them = {"id": anna.id, "is_bot": False, "first_name": "Anna", "last_name": "Nowak", "username": "annan"}
    updates: dict[int, dict[str, Any]] = {
        900: {"message": {"message_id": 1, "from": {"id": ewa.id}, "text": f"faktura {anna.id}7 i Anna Nowak"}},
        901: {"message": {"message_id": 2, "from": {"id": ewa.id}, "reply_to_message": {"from": them, "text": "x"}}},
        902: {"callback_query": {"id": "1", "from": them, "data": "1|menu|"}},
        903: {"my_chat_member": {"from": them, "chat": {"id": anna.id}}},
    }
    async with town.database.transaction() as session:
        await store(session, [(n, json.dumps(u | {"update_id": n})) for n, u in updates.items()], now=TUESDAY)
    await erased(town, str(anna.id))
    async with town.database.transaction() as session:
        found = {n: await session.get_one(InboxUpdate, n) for n in updates}
    assert [n for n, row in found.items() if row.handled_at is None] == [900, 901]
    assert found[902].content is None and found[903].content is None
    assert json.loads(found[900].content or "")["message"]["text"] == f"faktura {anna.id}7 i {NAME}"
    assert "annan" not in (found[901].content or "") and "Nowak" not in (found[901].content or "")


# --- where words may stand ----------------------------------------

NO_WORDS = {
    "announcement": {"files", "audience"},
    "commune": {"name"},
    "data_call": {"reminds", "rule", "waiting"},
    "data_field": {"least", "most"},
    "data_value": {"exact", "file_kind", "file_id"},
    "delegate": {"code"},
    "dialog": {"flow", "step", "offers"},
    "field": {"name"},
    "former_name": {"name"},
    "forum": {"agenda_kind", "agenda_file", "roles", "rule"},
    "inbox": {"failure"},
    "incident": {"name"},
    "invitation": {"code_hash"},
    "job_run": {"name"},
    "outbox": {"method", "file", "file_name", "once", "about", "refusal", "caused_by"},
    "person": {"name", "language", "phone", "consent_version"},
    "risk_attachment": {"kind", "file_id"},
    "risk_message": {"attachment_kind", "attachment_id"},
    "screen": {"subject", "view"},
    "setting": {"name", "value"},
    "status_line": {"attachment_kind", "attachment_id", "more_files"},
    "status_round": {"week"},
}
"""Columns of text, JSON or bytes in which nobody says anything; those of ``person`` are the person's own row."""


def test_every_column_of_text_says_whether_people_say_something_there() -> None:
    spoken = [column for column, _ in erasure.WORDS]
    spoken += [*erasure.FOLDED, *erasure.THINGS, *erasure.VALUES, *erasure.DRAFTS, *erasure.LETTERS, *erasure.UPDATES]
    named = sorted((column.class_.__tablename__, column.key) for column in spoken)
    named += [(table, column) for table, columns in NO_WORDS.items() for column in columns]
    kinds = (AutoString, sa.String, sa.JSON, sa.LargeBinary)
    there = [
        (table.name, column.name)
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, kinds) and not isinstance(column.type, sa.Enum)
    ]
    assert sorted(named) == sorted(there)


# --- on the disk ----------------------------------------


async def test_nothing_is_left_in_the_file_nor_in_a_backup_made_afterwards(telegram: Server, tmp_path: Path) -> None:
    """Nor in pages that were given free before, by a SQLite that does not overwrite what it deletes."""
    from models.database import Database

    name, number = "Zdzisława Brzęczyszczykiewicz", 77_123_456_789
    environment = environment_of(telegram, tmp_path)
    file = tmp_path / "var/bot.db"
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    async with database.transaction() as session:
        session.add_all([Person(telegram_id=number, name=name, created_at=TUESDAY)])
        await outbox.write(
            session,
            [
                NewLetter(chat_id=number, method="send_message", arguments={"text": f"{name} {n}"}, created_at=TUESDAY)
                for n in range(500)
            ],
        )
    await database.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as careless:
        careless.execute("PRAGMA secure_delete=OFF")
        careless.execute("CREATE TABLE once AS SELECT arguments FROM outbox")
        careless.execute("DROP TABLE once")
        careless.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    traces = ("Brzęczyszczykiewicz".encode(), json.dumps("Brzęczyszczykiewicz")[1:-1].encode(), str(number).encode())
    assert any(trace in file.read_bytes() for trace in traces)
    code, _, errors = await call(environment, tmp_path, "erase", "--person", str(number))
    assert code == 0, errors
    code, _, errors = await call(environment, tmp_path, "backup", str(tmp_path / "after.db"))
    assert code == 0, errors
    for path in (file, file.with_name("bot.db-wal"), tmp_path / "after.db"):
        content = path.read_bytes() if path.exists() else b""
        assert not any(trace in content for trace in traces), path


@on_sqlite
async def test_nothing_is_left_while_the_bot_is_at_work(town: Town) -> None:
    """It has the file open, and goes on."""
    zdzislawa = await town.meets("Zdzisława Brzęczyszczykiewicz", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    for number in range(20):
        await zdzislawa.say(f"/ryzyko Brzęczyszczykiewicz Zdzisława zgłasza {number}")
        await zdzislawa.say("/anuluj")
    await erased(town, str(zdzislawa.id))
    assert await town.database.scrub()
    file = certain(town.settings.database_file)
    for path in (file, file.with_name(f"{file.name}-wal")):
        assert "Brzęczyszczykiewicz".encode() not in path.read_bytes()
        assert b"Brz\\u0119czyszczykiewicz" not in path.read_bytes()
    await jan.say("/zespol niepol")
    jan.sees("Niepołomice")


async def test_what_is_deleted_is_overwritten(tmp_path: Path) -> None:
    """Also by a SQLite that was built otherwise."""
    from models.database import Database

    database = Database(f"sqlite+aiosqlite:///{tmp_path}/bot.db")
    async with database.transaction() as session:
        assert (await session.exec(sa.text("PRAGMA secure_delete"))).scalar() == 1  # type: ignore[call-overload]
    await database.close()


async def test_the_command_forgets_guests(telegram: Server, tmp_path: Path) -> None:
    from models.database import Database

    environment = environment_of(telegram, tmp_path)
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/var/bot.db")
    await database.migrate()
    async with database.transaction() as session:
        session.add(Person(id=1, telegram_id=11_000_011, name="Jan Kowalski", created_at=TUESDAY))
        await session.flush()
        session.add(a_forum(TUESDAY, id=1))
        await session.flush()
        session.add(Delegate(forum_id=1, guest_name="Celina Gość"))
    code, out, errors = await call(environment, tmp_path, "erase", "--person", "gość celina")
    assert code == 0 and "forgotten: 1 guest" in out, errors
    async with database.transaction() as session:
        assert [guest.guest_name for guest in (await session.exec(select(Delegate))).all()] == [NAME]
    await database.close()
