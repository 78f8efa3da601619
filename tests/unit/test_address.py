"""Addresses of databases, as people and hosts write them."""

import pytest
import sqlalchemy as sa

from models.database import Database
from models.db.address import for_asyncpg, is_same, shown, with_async_driver
from tests.conftest import on_postgresql

HOSTED = "postgres://u:p%40s@db.example.org/bot?sslmode=require&channel_binding=require&connect_timeout=7&options=endpoint%3Da"


def arguments(url: str) -> dict[str, object]:
    stripped, found = for_asyncpg(sa.make_url(with_async_driver(url)))
    assert not set(stripped.query) - {"host", "prepared_statement_cache_size"}
    return found


def test_what_hosts_add_is_said_to_the_driver_in_its_words() -> None:
    assert arguments(HOSTED) == {"timeout": 7.0, "dsn": "postgresql://?options=endpoint%3Da&sslmode=require"}
    assert arguments("postgresql://h/bot") == {}
    assert arguments("postgresql://h/bot?connect_timeout=0") == {"timeout": None}
    assert arguments("postgresql://h/bot?ssl=require&keepalives=1") == {"dsn": "postgresql://?sslmode=require"}


def test_several_hosts_are_tried() -> None:
    url = sa.make_url(with_async_driver("postgresql://u:p@one:6432,two/bot?target_session_attrs=read-write"))
    stripped, found = for_asyncpg(url)
    assert stripped.query["host"] == ("one:6432", "two:5432") and stripped.username == "u"
    assert found == {"dsn": "postgresql://?target_session_attrs=read-write"}


@pytest.mark.parametrize(
    "url", ["postgresql://u:tajne@h:tajne/bot", "nothing", "mysql://h/bot", "postgresql://h:x/bot"]
)
def test_what_is_no_address_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"is not a database address|must be a sqlite") as refused:
        with_async_driver(url)
    assert "tajne" not in str(refused.value)


def test_no_secret_is_shown() -> None:
    assert shown(sa.make_url("postgresql://u:secret@h/bot?sslpassword=secret")) == "postgresql://u:***@h/bot"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sqlite:///bot.db", "sqlite:///./var/../bot.db", True),
        ("sqlite:///bot.db", "sqlite:///new.db", False),
        ("postgresql://u@localhost/bot", "postgres://v:x@127.0.0.1:5432/bot?sslmode=prefer", True),
        ("postgresql://u@localhost/bot", "postgresql://u@localhost/new", False),
        ("postgresql://u@localhost/bot.db", "sqlite:///bot.db", False),
    ],
)
def test_one_database_under_two_names(one: str, other: str, same: bool) -> None:
    assert is_same(*(sa.make_url(with_async_driver(url)) for url in (one, other))) is same


@on_postgresql
async def test_the_server_hears_it(database_url: str) -> None:
    said = "sslmode=prefer&channel_binding=prefer&connect_timeout=9&application_name=gminy&target_session_attrs=any"
    database = Database(with_async_driver(f"{database_url}?{said}&options=-c%20work_mem%3D5MB"))
    asked = sa.text("SELECT current_setting('application_name'), current_setting('work_mem')")
    async with database.engine.connect() as connection:
        assert tuple((await connection.execute(asked)).one()) == ("gminy", "5MB")
    await database.close()


@on_postgresql
@pytest.mark.parametrize(
    ("said", "complaint"), [("sslmode=perhaps", "sslmode"), ("sslmode=require", "SSL"), ("tea=green", "tea")]
)
async def test_what_cannot_be_had_is_said_in_one_line(database_url: str, said: str, complaint: str) -> None:
    database = Database(with_async_driver(f"{database_url}?{said}"))
    with pytest.raises(sa.exc.OperationalError) as refused:
        await database.version()
    assert complaint in str(refused.value.orig) and "\n" not in str(refused.value.orig)
    await database.close()
