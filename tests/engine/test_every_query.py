"""Every function of ``models`` that talks to the database is called: what only one engine takes is seen on the other.

What they return is nobody's concern here. The arguments are made from the annotations: a function is called with all
that can be given, and once more for every other way of each argument (left out, empty, another flag, another row).
"""

import importlib
import inspect
import pkgutil
import reprlib
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import partial
from itertools import count
from types import GenericAlias, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_cursor
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import SQLModel, col
from sqlmodel.ext.asyncio.session import AsyncSession

import models
from bot.settings import Settings
from models.announcement import Announcement, Filter
from models.calendar import Clock
from models.data.call import DataCall
from models.database import Database
from models.db.inline_sqlite import Cursor
from models.db.prepared import Prepared
from models.db.some import Counted
from models.forgetting import retention
from models.forum import forum
from models.forum.delegate import Delegate
from models.forum.delegate import State as Coming
from models.forum.forum import Forum
from models.mail.outbox import Letter, State
from models.mail.screen import Screen
from models.obligation import Matter, Obligation
from models.people.commune import Commune
from models.people.permission import Needs, Right, Role
from models.people.person import Member, Membership, Person, Somebody
from models.risk.event import Kind
from models.risk.risk import Category, Severity
from models.setting import Setting
from models.status.answer import Given, Owed
from models.status.status_round import Round, StatusRound
from tests.conftest import TUESDAY, WARSAW
from tests.unit.test_demo_data import a_stage

SENDS_NOTHING = {"db.prepared.has_changes"}
"""It looks at what the session holds."""
POSTGRESQL_ALONE = {
    "db.base.lock",
    "db.lease.holders",
    "db.lease.is_claimed",
    "db.lease.until_claimed",
    "numbering.skip_after_restore",
}
"""On SQLite a file is locked, there is one writer, and a restore itself sees to the numbers."""
SQLITE_ALONE = {"mail.inbox._take"}
"""On PostgreSQL the chat is locked in the same statement."""

NOW = TUESDAY + timedelta(days=16)
"""The day before a forum, in working hours: much is due."""
LATER = NOW + timedelta(days=1)
NIGHT = NOW + timedelta(hours=12)
FEW = 3
"""So many rows of a table are asked about."""

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(models.__path__, "models.")
    if not found.name.startswith("models.migrations.")
]
TABLES: dict[str, type[SQLModel]] = {
    str(thing.__tablename__): thing
    for module in MODULES
    for thing in vars(module).values()
    if isinstance(thing, type) and issubclass(thing, SQLModel) and hasattr(thing, "__table__")
}

# --- what arguments are made of ----------------------------------------

CLOCK = Clock(WARSAW, "PL")
VALUES: dict[Any, Sequence[Any]] = {
    NoneType: [None], Any: [1], bool: [True, False], int: [1], float: [1.5], Decimal: [Decimal("1.50")],
    bytes: [b"%PDF"], datetime: [TUESDAY], date: [TUESDAY.date()], time: [time(9)], timedelta: [timedelta(hours=1)],
    Clock: [CLOCK], (Any, "which"): [sa.true()],
    (datetime, "now"): [NOW], (datetime, "starts_at"): [LATER], (datetime, "closes"): [LATER],
    (datetime, "expires_at"): [LATER],
}  # fmt: skip
"""Of a type, or of a type and a name."""
IDS_OF = {
    "action_id": "risk_action", "answers": "risk_message", "author_id": "person", "call_id": "data_call",
    "deputy_id": "person", "edits": "outbox", "invited_by": "person", "letter_id": "outbox",
    "message_id": "risk_message", "update_id": "inbox",
}  # fmt: skip
"""The tables of numbers that are not called after them."""

Known = dict[str, list[dict[str, Any]]]
"""Some rows of every table."""


class Rows:
    """Rows that are there, in one session, known without asking the database; and all else, made with them."""

    def __init__(self, known: Known, session: AsyncSession, connection: AsyncConnection) -> None:
        self._known, self._session, self._connection = known, session, connection
        self._here: dict[str, list[Any]] = {}

    def of(self, table: type[SQLModel]) -> list[Any]:
        """Some rows of the table."""
        name = str(table.__tablename__)
        if name not in self._here:
            self._here[name] = [table(**values) for values in self._known[name]]
            for row in self._here[name]:
                make_transient_to_detached(row)
            self._session.add_all(self._here[name])
        return self._here[name]

    def ids(self, name: str) -> list[int]:
        """Of some rows of the table with this name."""
        key = SQLModel.metadata.tables[name].primary_key.columns.values()[0]
        return [values[key.name] for values in self._known[name]]

    def new(self, table: type[SQLModel], **given: Any) -> Any:
        """A row that is not there yet: this, and what it must have."""
        for column in SQLModel.metadata.tables[str(table.__tablename__)].columns:
            field = table.model_fields[column.name]
            if column.name not in given and field.is_required():
                ids = [id for key in column.foreign_keys for id in self.ids(key.column.table.name)]
                given[column.name] = (ids or self.ways(field.annotation, column.name))[0]
        return table(**given)

    def choices(self, kinds: Mapping[str, Any], given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """All of it, as full as can be, besides what is given; then for every other way of each once more."""
        ways = {name: [given[name]] if name in given else self.ways(kind, name) for name, kind in kinds.items()}
        first = {name: some[0] for name, some in ways.items()}
        return [first, *(first | {name: way} for name, some in ways.items() for way in some[1:])]

    def ways(self, kind: Any, name: str) -> Sequence[Any]:
        """Values of this type for what is called so, the fullest first."""
        if kind is AsyncSession:
            return [self._session]
        if kind is AsyncConnection:
            return [self._connection]
        if kind is str:
            return [name]
        if kind is int and (ids := self._ids_called(name)):
            return ids
        if (values := VALUES.get((kind, name)) or VALUES.get(kind)) is not None:
            return values
        if (origin := get_origin(kind)) is not None:
            return self._ways_of_several(origin, get_args(kind), name)
        if issubclass(kind, Enum):
            return list(kind)
        if kind is Somebody:
            return self.of(Person)
        if kind is Matter:
            return [row.matter for row in self.of(StatusRound)]
        if hasattr(kind, "__table__"):
            return self.of(kind)
        return [kind(**some) for some in self.choices(parts(kind), {})]

    def _ids_called(self, name: str) -> list[int]:
        if name in ("telegram_id", "chat_id"):
            return [values["telegram_id"] for values in self._known["person"]]
        one = name.removesuffix("s") if name.endswith("_ids") else name
        table = IDS_OF.get(one, one.removesuffix("_id"))
        return self.ids(table) if table in self._known else []

    def _ways_of_several(self, origin: Any, kinds: Sequence[Any], name: str) -> Sequence[Any]:
        ways = [self.ways(kind, name) for kind in kinds if kind is not ...]
        first = tuple(some[0] for some in ways)
        if origin in (Union, UnionType):
            return sorted((way for some in ways for way in some), key=lambda way: way is None)
        if issubclass(origin, Mapping):
            return [dict([first]), {}]
        if origin is tuple and ... not in kinds:
            return [first]
        make = origin if origin in (frozenset, tuple) else list
        return [make(ways[0]), make(first), make()]


def parts(kind: Any) -> dict[str, Any]:
    """What a value of this type is made of, by names."""
    if issubclass(kind, Struct | tuple):
        return get_type_hints(kind)
    return {name: part.annotation for name, part in kind.model_fields.items()}


# --- what cannot be guessed ----------------------------------------


def altered(row: Any, **values: Any) -> Any:
    """The row with other values."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


MEANT = Filter(roles=list(Role), communes=[1], fields=[1])
LACKING: dict[str, list[dict[str, Any]]] = {
    "absence": [{"deputy_id": 1, "last_day": LATER.date()}],
    "announcement": [{"forum_id": 1}, {"audience": MEANT.model_dump(mode="json")}],
    "delegate": [{"person_id": 1, "state": Coming.DECLINED}, {"person_id": 2, "state": Coming.WAITING}],
    "forum": [{"kind": forum.Kind.TEAM, "seats": 1, "capacity": 1}],
    "outbox": [{"state": state} for state in State],
    "risk": [{"severity": Severity.CRITICAL}],
}
"""What the demonstration begins without; a table that is empty gets a row anyway."""
OUTCOME = {"sent_at": NOW, "message_id": 1, "refusal": None, "attempts": 1}
SHEET = [["gmina", "projekt", "partnerzy"], ["Skawina", "Nowa droga", "Niepołomice"]]


def owed(it: Rows) -> Owed:
    """What was answered already."""
    of_round, one = it.of(StatusRound)[0], it.of(Obligation)[0]
    return Owed(
        status_round=Round.model_validate(of_round.model_dump()),
        id=one.id,
        commune_id=one.commune_id,
        commune="text",
        person_id=None,
        reminders=0,
        is_newest=True,
        answer=Given(person_id=1, name="text", answered_at=NOW, late=False, on_behalf=False),
    )


GIVEN: dict[str, Callable[[Rows], list[dict[str, Any]]]] = {
    "announcement.announce": lambda it: [{"announcement": it.new(Announcement)}],
    "status.answer.submit": lambda it: [{"owed": owed(it)}],
    "data.call.ask": lambda it: [{"of": altered(it.of(DataCall)[0], waiting=[1])}],
    "db.base.is_new": lambda it: [{"table": Setting, "row": {"name": "a", "value": {}}}],
    "db.base.bulk": lambda it: [{"statement": sa.delete(Setting)}],
    "db.base.lock": lambda it: [{"table": Commune, "which": (Commune.id == 1,)}],
    "db.base.lock_free": lambda it: [{"table": Commune, "ids": [1], "column": Commune.name}],
    "db.base.insert_new": lambda it: [{"table": Setting, "rows": [{"name": name, "value": {}} for name in "ab"]}],
    "db.some.some": lambda it: [
        {"statement": Counted(sa.select(col(Commune.name), col(Commune.id))), "given": {}, "line": lambda name: name}
    ],
    "forum.delegate.add": lambda it: [{"people": [it.new(Delegate, person_id=it.of(Person)[-1].id)]}],
    "forum.delegate.sent_where": lambda it: [{"which": (Delegate.forum_id == 1,), "order": (col(Delegate.id),)}],
    "mail.dialog.begin": lambda it: [{"person_id": it.of(Person)[-1].id}],
    "forgetting.erasure.erase": lambda it: [{}, {"person": altered(it.of(Person)[0], name="text")}],
    "risk.escalation.untaken": lambda it: [{}, {"now": NIGHT}],
    "forum.forum.called_where": lambda it: [{"which": (Forum.id == 1,)}],
    "forum.forum_commune.call": lambda it: [{"forum": it.new(Forum)}],
    "mail.outbox.settle": lambda it: [
        {"outcomes": [OUTCOME | {"id": letter.id, "state": State.SENT} for letter in those]}
        for those in (it.of(Letter), it.of(Letter)[:1])
    ],
    "obligation.impose": lambda it: [{"matter": {"round_id": it.of(StatusRound)[0].id}}],
    "mail.screen.keep": lambda it: [{"screens": (it.new(Screen, letter_id=1),)}],
    "mail.screen.readers": lambda _: [
        {"needs": Needs(Right.CALL_FORUM), "or_with": None},
        {"needs": Needs(Right.READ_RISKS, 1), "or_with": col(Membership.role) == Role.CHAIR},
    ],
    "mail.screen.keep_alone": lambda it: [{"screen": it.new(Screen, letter_id=1)}],
    "people.person.add_person": lambda it: [{"telegram_id": 1}],
    "people.person.end_membership": lambda it: [
        {"member": Member(it.of(Person)[0], it.new(Membership, role=role))} for role in (Role.CHAIR, Role.OFFICE)
    ],
    "forgetting.erasure.forget_if_stranger": lambda it: [{"person": altered(it.of(Person)[0], consent_at=None)}],
    "project.importing.take_in": lambda it: [{"table": SHEET}],
    "forgetting.retention.forget": lambda it: [{}, {"now": NOW + retention.KEPT_FOR}],
    "forgetting.retention.forget_letters": lambda it: [{"which": sa.true()}],
    "risk.card.is_partner": lambda it: [{"memberships": [it.new(Membership, commune_id=1, role=Role.COORDINATOR)]}],
    "risk.case.set_detail": lambda it: [
        {"kind": kind, "value": value}
        for kind, value in (
            (Kind.CAUSE, "cause"),
            (Kind.SEVERITY, Severity.WATCH),
            (Kind.CATEGORY, Category.LEGAL),
            (Kind.IMPACT, 4),
        )
    ],
}
"""Arguments that their types and names do not tell; a function is called in all ways with each of these sets."""


async def fill(database: Database) -> None:
    """Write down what is lacking; what comes later belongs to what came before."""
    known = await read(database)
    async with database.transaction() as session:
        rows = Rows(known, session, await session.connection())
        for table in SQLModel.metadata.sorted_tables:
            for given in LACKING.get(table.name, [] if known[table.name] else [{}]):
                row = rows.new(TABLES[table.name], **given)
                session.add(row)
                await session.flush()
                known[table.name].insert(0, {column.name: getattr(row, column.name) for column in table.columns})


async def read(database: Database) -> Known:
    """The newest rows of every table, those first that belong to the first ones of others."""
    known: Known = {}
    async with database.looking() as session:
        connection = await session.connection()
        for table in SQLModel.metadata.sorted_tables:
            keys = [key for key in table.foreign_keys if known.get(key.column.table.name)]
            firsts = {key.parent.name: known[key.column.table.name][0][key.column.name] for key in keys}
            found = await connection.execute(sa.select(table).order_by(*(key.desc() for key in table.primary_key)))
            rows = [dict(row) for row in found.mappings()]
            rows.sort(key=partial(belonging, firsts), reverse=True)
            known[table.name] = rows[:FEW]
    return known


def belonging(firsts: Mapping[str, Any], row: Mapping[str, Any]) -> int:
    """In how many columns the row says this."""
    return sum(row[name] == value for name, value in firsts.items())


# --- calling them ----------------------------------------


def queries(but: Collection[str]) -> dict[str, Callable[..., Any]]:
    """All functions that are given a session or a connection, or make a statement for these, by their names."""
    functions = {
        f"{module.__name__.removeprefix('models.')}.{name}": thing
        for module in MODULES
        for name, thing in vars(module).items()
        if inspect.isfunction(inspect.unwrap(thing)) and thing.__module__ == module.__name__
    }
    assert functions.keys() >= set(but)
    return {name: function for name, function in functions.items() if asks(function) and name not in but}


def asks(function: Callable[..., Any]) -> bool:
    """Whether it has to do with the database."""
    given = {parameter.annotation for parameter in inspect.signature(function).parameters.values()}
    return not given.isdisjoint({AsyncSession, AsyncConnection}) or makes(function)


def makes(function: Callable[..., Any]) -> bool:
    """Whether it makes a statement that others send."""
    return inspect.signature(function).return_annotation is Prepared


@contextmanager
def entered(helpers: Mapping[str, Callable[..., Any]]) -> Iterator[set[str]]:
    """Which of these are called meanwhile."""
    names: set[str] = set()

    def noted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **options: Any) -> Any:
            names.add(name)
            return function(*arguments, **options)

        return called

    with pytest.MonkeyPatch.context() as patch:
        for name, function in helpers.items():
            patch.setattr(f"models.{name}", noted(name, function))
        yield names


@contextmanager
def sent() -> Iterator[list[str]]:
    """The statements that either driver is given meanwhile."""
    statements: list[str] = []

    def noted(run: Callable[..., Any]) -> Callable[..., Any]:
        def called(cursor: Any, statement: str, *arguments: Any) -> Any:
            statements.append(statement)
            return run(cursor, statement, *arguments)

        return called

    with pytest.MonkeyPatch.context() as patch:
        for cursor in (Cursor, AsyncAdapt_asyncpg_cursor):
            for way in ("execute", "executemany"):
                patch.setattr(cursor, way, noted(getattr(cursor, way)))
        yield statements


class UndoneError(Exception):
    """Nothing of it is to last."""


@asynccontextmanager
async def undone(database: Database) -> AsyncIterator[AsyncSession]:
    """A transaction that is rolled back."""
    with suppress(UndoneError):
        async with database.transaction() as session:
            yield session
            raise UndoneError


async def fault(database: Database, known: Known, name: str, function: Callable[..., Any]) -> str | None:
    """What is wrong with the function, if anything is, when it is called in all ways."""
    kinds = {
        parameter.name: GenericAlias(tuple, (parameter.annotation, ...))
        if parameter.kind is parameter.VAR_POSITIONAL
        else parameter.annotation
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind is not parameter.VAR_KEYWORD
    }
    with sent() as statements:
        for number in count():
            async with undone(database) as session:
                rows = Rows(known, session, await session.connection())
                way: Mapping[str, Any] = {}
                try:
                    given = GIVEN[name](rows) if name in GIVEN else [{}]
                    ways = [way for some in given for way in rows.choices(kinds, some)]
                    if number == len(ways):
                        break
                    way = ways[number]
                    await call(function, way)
                    await session.flush()
                except Exception as error:
                    shown = [f"{key}={reprlib.repr(value)}" for key, value in way.items() if key != "session"]
                    return f"{name}({', '.join(shown)}): {type(error).__name__}: {error}"
    is_silent = not statements
    return f"{name} sends {len(statements)} statements" if is_silent is not (name in SENDS_NOTHING) else None


async def call(function: Callable[..., Any], arguments: Mapping[str, Any]) -> None:
    """Call it and wait for what it does."""
    bound = inspect.signature(function).bind_partial()
    bound.arguments.update(arguments)
    done = function(*bound.args, **bound.kwargs)
    if inspect.isawaitable(done):
        await done


async def test_every_query_is_understood(settings: Settings) -> None:
    """None fails, all send something, and no helper of theirs is left out."""
    async with a_stage(settings) as stage:
        others = POSTGRESQL_ALONE if stage.database.is_sqlite else SQLITE_ALONE
        found = queries(but=others)
        helpers = {name: function for name, function in found.items() if "._" in name or makes(function)}
        await fill(stage.database)
        known = await read(stage.database)
        with entered(helpers) as reached:
            wrong = [
                await fault(stage.database, known, *each) for each in sorted(found.items()) if each[0] not in helpers
            ]
    wrong += [f"{name} is reached by none of them" for name in sorted(helpers.keys() - reached)]
    wrong += [f"{name} is no query" for name in sorted((GIVEN.keys() | SENDS_NOTHING) - found.keys() - others)]
    if any(wrong):
        pytest.fail("\n\n".join(filter(None, wrong)), pytrace=False)
