"""Settings from the environment or ``.env``, and the association's own file."""

import re
import tomllib
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa
from pydantic import ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.limits import TELEGRAM
from models.calendar import has_holidays
from models.db.address import with_async_driver
from models.db.base import Value
from models.reading.tongue import SpokenError, WrongValueError, spoken

HTTP_PORT = 8000
"""Where the webhook is served if HTTP_PORT says nothing."""


def refused() -> str:
    """What is said of a token that Telegram does not know."""
    return spoken(
        "BOT_TOKEN is not accepted by Telegram: copy it again from @BotFather",
        "Telegram nie przyjmuje BOT_TOKEN: skopiuj go jeszcze raz od @BotFather",
    )


OF_PYDANTIC = {
    "extra_forbidden": "nie ma takiego ustawienia",
    "greater_than_equal": "musi wynosić co najmniej {ge}",
    "int_parsing": "musi być liczbą całkowitą",
    "less_than_equal": "może wynosić najwyżej {le}",
    "literal_error": "może być tylko: {expected}",
    "missing": "tego brakuje",
}
"""What it says of a setting, in Polish, by the kind of its errors."""


class SettingError(SpokenError):
    """A setting is wrong or missing; the text says which and what to do."""


class Clause(Value):
    """The RODO (GDPR) clause a person agrees to when joining."""

    version: str
    pl: str
    en: str


class Association(Value):
    """Whom the bot serves: read from the TOML file that ASSOCIATION names."""

    model_config = ConfigDict(extra="forbid")

    name: str
    office: str
    country: str
    communes: tuple[str, ...]
    fields: tuple[str, ...]
    rodo: Clause

    @field_validator("communes", "fields")
    @classmethod
    def _some_and_distinct(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not names or len(set(names)) < len(names):
            raise WrongValueError(
                "must have at least one name and no name twice", "co najmniej jedna nazwa i żadna dwa razy"
            )
        return names

    @field_validator("country")
    @classmethod
    def _has_holidays(cls, country: str) -> str:
        if not has_holidays(country):
            raise WrongValueError(
                "must be the two-letter code of a country, like PL", "tu jest dwuliterowy kod kraju, na przykład PL"
            )
        return country


class Settings(BaseSettings):
    """The environment's say. Names are upper case: BOT_TOKEN, DATABASE_URL and so on."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    bot_token: SecretStr | None = None
    bot_api_url: str = "https://api.telegram.org"
    bot_messages_per_second: int = Field(default=TELEGRAM.per_second, ge=1, le=1000)
    database_url: str = "sqlite+aiosqlite:///var/obwarzanek.db"
    database_url_new: str | None = None
    database_password_file: Path | None = None
    backup_dir: Path | None = None
    bot_timezone: str = "Europe/Warsaw"
    association: Path | None = None
    bot_webhook_url: str | None = None
    http_host: str = "127.0.0.1"
    http_port: int | None = Field(default=None, ge=1, le=65535)
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    sentry_dsn: str | None = None
    sentry_environment: str = "production"

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_any_case(cls, level: object) -> object:
        return level.lower() if isinstance(level, str) else level

    @field_validator("sentry_dsn")
    @classmethod
    def _dsn(cls, dsn: str | None) -> str | None:
        if dsn is None:
            return None
        try:
            address = urlsplit(dsn)
        except ValueError:
            address = urlsplit("")
        if address.scheme not in ("http", "https") or not (address.username and address.path.strip("/").isdecimal()):
            raise WrongValueError(
                "is not a DSN; copy it from the project's page in Sentry: https://key@host/number",
                "to nie jest DSN; skopiuj go ze strony projektu w Sentry: https://klucz@serwer/numer",
            )
        return dsn

    @field_validator("bot_timezone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise WrongValueError(
                "is not a time zone; write one like Europe/Warsaw",
                "nie ma takiej strefy; napisz na przykład Europe/Warsaw",
            ) from None
        return zone

    @field_validator("bot_api_url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise WrongValueError("must begin with http:// or https://", "zaczyna się od http:// albo https://")
        return url.rstrip("/")

    @field_validator("bot_webhook_url")
    @classmethod
    def _that_telegram_pushes_to(cls, url: str | None) -> str | None:
        if url is None:
            return None
        try:
            address = urlsplit(url)
        except ValueError:
            raise WrongValueError(
                "is not an address; write one like https://bot.example.org/telegram",
                "to nie jest adres; napisz na przykład https://bot.example.org/telegram",
            ) from None
        is_here = address.hostname in ("127.0.0.1", "localhost", "::1")
        if not address.hostname or (address.scheme != "https" and not is_here):
            raise WrongValueError(
                "must begin with https://, Telegram pushes to nothing else",
                "zaczyna się od https://, gdzie indziej Telegram nie wysyła",
            )
        if address.path in ("/healthz", "/readyz", "/metrics"):
            raise WrongValueError(
                f"must not end in {address.path}, which is for those who watch the bot",
                f"nie kończy się na {address.path}: to dla tych, którzy bota pilnują",
            )
        return url

    @field_validator("database_url", "database_url_new")
    @classmethod
    def _async_driver(cls, url: str | None) -> str | None:
        return with_async_driver(url) if url is not None else None

    @field_validator("bot_token")
    @classmethod
    def _as_from_botfather(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token.get_secret_value()):
            raise WrongValueError(
                "is not a token; copy it again from @BotFather, it is like 123456:ABC-def",
                "to nie jest token; skopiuj go jeszcze raz od @BotFather, wygląda jak 123456:ABC-def",
            )
        return token

    @model_validator(mode="after")
    def _with_the_password_of_its_file(self) -> Self:
        if self.database_password_file is not None:
            try:
                password = self.database_password_file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise WrongValueError(
                    f"DATABASE_PASSWORD_FILE cannot be read: {error}",
                    f"nie można odczytać DATABASE_PASSWORD_FILE: {error}",
                ) from None
            url = sa.make_url(self.database_url).set(password=password)
            self.database_url = url.render_as_string(hide_password=False)
        return self

    @property
    def port(self) -> int | None:
        """Where HTTP is served; None: nowhere."""
        return self.http_port or (HTTP_PORT if self.bot_webhook_url else None)

    @property
    def database_file(self) -> Path | None:
        """The file of the database; None: it is PostgreSQL's."""
        url = sa.make_url(self.database_url)
        return Path(url.database or "") if url.get_backend_name() == "sqlite" else None

    @property
    def backups(self) -> tuple[Path, Path] | None:
        """The file that is copied every night, and the folder of the copies; None: PostgreSQL copies itself."""
        file = self.database_file
        return (file, self.backup_dir or file.parent / "backups") if file is not None else None

    @property
    def zone(self) -> ZoneInfo:
        """The association's time zone."""
        return ZoneInfo(self.bot_timezone)

    @property
    def token(self) -> str:
        """The bot's token; SettingError when there is none."""
        if self.bot_token is None:
            raise SettingError(
                "BOT_TOKEN is missing: get one from @BotFather and put BOT_TOKEN=… into .env",
                "brakuje BOT_TOKEN: weź token od @BotFather i wpisz BOT_TOKEN=… do .env",
            )
        return self.bot_token.get_secret_value()

    @cached_property
    def the_association(self) -> Association:
        """The association this deployment serves; SettingError when its file is wrong."""
        source = self.association or Path(str(resources.files("bot") / "associations" / "metropolia_krakowska.toml"))
        try:
            return Association.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
        except ValidationError as error:
            raise SettingError(f"ASSOCIATION: {source}: {complaint(error)}") from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingError(
                f"ASSOCIATION: {source} cannot be read: {error}", f"ASSOCIATION: nie można odczytać {source}: {error}"
            ) from None


def load() -> Settings:
    """The settings; SettingError says in one line what is wrong."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingError(complaint(error)) from None
    _ = settings.the_association
    return settings


def complaint(error: ValidationError) -> str:
    """In one line: the setting, and what is wrong with it."""
    first = error.errors(include_url=False, include_input=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    shown = name.upper() if name in Settings.model_fields else name
    words = first["msg"].removeprefix("Value error, ").removeprefix("Input ")
    in_polish = OF_PYDANTIC.get(first["type"], words).format(**first.get("ctx", {}))
    return f"{shown} {spoken(words, in_polish)}".lstrip()
