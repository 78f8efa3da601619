"""The real bot over HTTP against the local Telegram, a real database file, and a clock that the test moves."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4
from zlib import crc32
from zoneinfo import ZoneInfo

import asyncpg
import hypothesis
import pytest
from pydantic import SecretStr

from bot.command_line import GARBAGE
from bot.demo.story import BEGINS
from bot.demo.town import TOKEN, Town, a_town
from bot.settings import Settings
from bot.updates import processor
from models.calendar import Clock
from models.db.address import with_async_driver
from models.migrations import REVISIONS
from tests import compiled, patterns, postgresql
from tests.ports import free_port

__all__ = ["TUESDAY", "WARSAW", "Town", "on_both_engines", "on_postgresql", "on_sqlite"]

WARSAW = ZoneInfo("Europe/Warsaw")
TUESDAY = BEGINS.replace(tzinfo=WARSAW)


def pytest_collection_finish() -> None:
    """Let Python look for garbage as rarely as in a bot at work: it took a tenth of all time."""
    gc.freeze()
    gc.set_threshold(GARBAGE)


def pytest_sessionfinish() -> None:
    patterns.clear_away()


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """On a busy machine a file takes as long as on a small one: that it is told of has a test of its own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(processor, "SOON", 60.0)
        yield


hypothesis.settings.register_profile("the same everywhere", derandomize=True, database=None, deadline=None)
hypothesis.settings.load_profile("the same everywhere")
compiled.share()
# each connection would read the certificates of the whole world first
os.environ.setdefault("PGSSLMODE", "disable")

MAY_RUN = pytest.mark.skipif(not postgresql.IS_THERE, reason=postgresql.WHY_NOT)
ENGINES = ["sqlite", pytest.param("postgresql", marks=MAY_RUN)]
ONE_ENGINE = ["sqlite", pytest.param("postgresql", marks=[MAY_RUN, pytest.mark.repeated])]
SHOWN_ELSEWHERE = [pytest.mark.repeated] if postgresql.IS_THERE else []
HARDER_ENGINE = [pytest.param("sqlite", marks=SHOWN_ELSEWHERE), ENGINES[1]]
"""SQLite has one writer: what is in order on PostgreSQL when two things happen at once is so there."""
BOTH_MATTER = {"engine"}
"""The folders whose tests run on both engines unless they say otherwise."""
WAITING = {"browser", "cli", "fire", "engine"}
"""The folders whose tests wait much of their time; those of the others keep a processor busy, and are short."""
LAST_TO_WAIT = 0.9
"""The share of the run in which those begin, so that no processor has a long one left while the others have none."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose engines for a test that names none: what it says of wording or a rule holds on one as on the other."""
    names_its_own = any("database_url" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "database_url" in metafunc.fixturenames and not names_its_own:
        both_matter = metafunc.definition.path.parent.name in BOTH_MATTER
        metafunc.parametrize("database_url", ENGINES if both_matter else ONE_ENGINE, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In no order, the same each time: what waits leaves the processors to what works, from the first to the last."""

    def place(item: pytest.Item) -> float:
        together = item.get_closest_marker("xdist_group")
        number = crc32((together.args[0] if together else item.nodeid).encode())
        return number * (LAST_TO_WAIT if item.path.parent.name in WAITING else 1)

    items.sort(key=place)


@asynccontextmanager
async def a_database() -> AsyncIterator[str]:
    """The address of an empty database on PostgreSQL, gone when the block ends."""
    name = f"obwarzanek_{uuid4().hex}"
    connection = await asyncpg.connect(await asyncio.to_thread(postgresql.server))
    await connection.execute(f"CREATE DATABASE {name}")
    try:
        yield patterns.address_of(name)
    finally:
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await connection.close()


@pytest.fixture
def unused_tcp_port() -> int:
    """Not one that the kernel may give to somebody else meanwhile, as pytest-asyncio's."""
    return free_port()


@pytest.fixture
def unused_tcp_port_factory() -> Callable[[], int]:
    return free_port


@pytest.fixture
def begins_empty() -> bool:
    """Whether a test's database has no tables yet; only tests of what makes them need that."""
    return False


@pytest.fixture
async def database_url(request: pytest.FixtureRequest, tmp_path: Path, begins_empty: bool) -> AsyncIterator[str]:
    """A database with nothing in it, for this test alone."""
    if request.param == "sqlite":
        if not begins_empty:
            await asyncio.to_thread(patterns.lay, tmp_path / "bot.db")
        yield f"sqlite:///{tmp_path}/bot.db"
    elif begins_empty:
        async with a_database() as address:
            yield address
    else:
        yield await patterns.emptied()


VERSIONS = pytest.mark.parametrize(
    "revisions",
    [
        pytest.param(REVISIONS[-4:], id="newest versions"),
        pytest.param(REVISIONS, id="all versions", marks=pytest.mark.repeated),
    ],
)
"""Migrations that were released long ago do not change any more."""
on_both_engines = pytest.mark.parametrize("database_url", ENGINES, indirect=True)
where_it_races = pytest.mark.parametrize("database_url", HARDER_ENGINE, indirect=True)
on_one_engine = pytest.mark.parametrize("database_url", ONE_ENGINE, indirect=True)
on_sqlite = pytest.mark.parametrize("database_url", ENGINES[:1], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ENGINES[1:], indirect=True)


@pytest.fixture(scope="session")
def usual_settings() -> Settings:
    """What the settings of all tests are copied from: to read the environment anew takes as long as a Turn."""
    return Settings(_env_file=None, bot_token=SecretStr(TOKEN))


@pytest.fixture
def settings(usual_settings: Settings, database_url: str) -> Settings:
    """Settings of a bot of this test's own, whatever the environment says."""
    return usual_settings.model_copy(update={"database_url": with_async_driver(database_url)})


@pytest.fixture
async def town(settings: Settings) -> AsyncIterator[Town]:
    """The bot runs on Tuesday, 24 November 2026, at 10:00."""
    async with a_town(settings, Clock(settings.zone, "PL", now=lambda: TUESDAY)) as here:
        yield here
