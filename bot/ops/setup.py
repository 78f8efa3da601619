"""``obwarzanek setup``: asks for what cannot be left out and writes it into .env.

What stands already is kept, so it can be called again at any time.
"""

import asyncio
import getpass
import io
import sys
from importlib import resources
from pathlib import Path

import segno
from pydantic import SecretStr, ValidationError
from telegram.error import InvalidToken

from bot.console import UsageError, say
from bot.delivery.transport import make_bot
from bot.settings import SettingError, Settings, complaint, load, refused
from models.reading.tongue import spoken

ENV = Path(".env")
OWN = Path("association.toml")
BUILT_IN = "metropolia_krakowska.toml"


async def set_up(settings: Settings) -> tuple[Settings, str]:
    """Ask, check and write; return the settings and the bot's name. SettingError, UsageError: what is wrong."""
    name = await _token(settings)
    await _association(settings)
    return load(), name


async def _token(settings: Settings) -> str:
    """The bot's name, by a token that Telegram accepts; a new one is written down."""
    is_new = settings.bot_token is None
    while True:
        if is_new:
            settings.bot_token = _a_token(
                _told(
                    spoken(
                        "BOT_TOKEN, from @BotFather (it is not shown)", "BOT_TOKEN od @BotFather (nie będzie go widać)"
                    ),
                    is_secret=True,
                )
            )
        try:
            async with make_bot(settings) as bot:
                name = bot.username
        except InvalidToken:
            if not is_new or not sys.stdin.isatty():
                raise SettingError(refused()) from None
            say(refused())
            continue
        if is_new:
            await asyncio.to_thread(_write, "BOT_TOKEN", settings.token)
        say(f"Telegram knows the bot as @{name}.", f"Telegram zna bota jako @{name}.")
        return name


def _a_token(text: str) -> SecretStr | None:
    try:
        return Settings(bot_token=SecretStr(text)).bot_token
    except ValidationError as error:
        raise SettingError(complaint(error)) from None


async def _association(settings: Settings) -> None:
    """Whom the bot serves: that of the settings, a file, or one of which the name and the communes are told."""
    if settings.association is not None:
        served = settings.the_association.name
        say(f"It serves {served}.", f"Stowarzyszenie: {served}.")
        return
    known = settings.the_association.name
    name = _told(
        spoken(
            f"Association: its name, or a TOML file (Enter: {known})",
            f"Stowarzyszenie: nazwa albo plik TOML (Enter: {known})",
        ),
        otherwise="",
    )
    if not name:
        return
    file = Path(name)
    if not name.endswith(".toml"):
        told = _told(spoken("Its municipalities, with commas between", "Gminy, oddzielone przecinkami"))
        communes = [each.strip() for each in told.split(",")]
        file = await asyncio.to_thread(_make_own, _like_the_built_in(name, communes))
        say(
            f"{file} was made: look at the fields of work and the RODO clause in it.",
            f"Powstał plik {file}: przejrzyj w nim obszary pracy i klauzulę RODO.",
        )
    _ = Settings(association=file).the_association
    await asyncio.to_thread(_write, "ASSOCIATION", str(file))


def _make_own(text: str) -> Path:
    """A file of that name is not overwritten, and one that would be refused is not left."""
    if OWN.exists():
        raise UsageError(
            f"there is a {OWN} already: answer with its name, or move it away",
            f"plik {OWN} już jest: podaj jego nazwę albo przenieś go gdzie indziej",
        )
    OWN.write_text(text, encoding="utf-8")
    try:
        _ = Settings(association=OWN).the_association
    except SettingError:
        OWN.unlink()
        raise
    return OWN


def _like_the_built_in(name: str, communes: list[str]) -> str:
    """The built-in file with another name and other communes."""
    text = (resources.files("bot") / "associations" / BUILT_IN).read_text(encoding="utf-8")
    head, _, rest = text.partition("communes = [")
    country = next(line for line in head.splitlines() if line.startswith("country"))
    listed = "".join(f"    {_quoted(commune)},\n" for commune in communes if commune)
    return (
        f"name = {_quoted(name)}\noffice = {_quoted(f'Biuro: {name}')}\n# whose public holidays are kept\n{country}\n\n"
        f"communes = [\n{listed}]{rest.partition(']')[2]}"
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _told(question: str, *, is_secret: bool = False, otherwise: str | None = None) -> str:
    """The answer; UsageError where nobody answers and there is nothing else to take."""
    try:
        if sys.stdin.isatty():
            answer = getpass.getpass(f"{question}: ") if is_secret else input(f"{question}: ")
        else:
            say(f"{question}:")
            answer = input()
    except EOFError:
        answer = ""
    if answer.strip() or otherwise is not None:
        return answer.strip() or otherwise or ""
    raise UsageError(f"nothing was answered: {question}", f"nie ma odpowiedzi: {question}")


def _write(name: str, value: str) -> None:
    """Add a setting to .env, which its owner alone may read."""
    ENV.touch(0o600)
    ENV.chmod(ENV.stat().st_mode & 0o770)
    lines = [line for line in ENV.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{name}=")]
    ENV.write_text("".join(f"{line}\n" for line in (*lines, f"{name}={value}")), encoding="utf-8")


def qr(link: str) -> str:
    """The link as a QR code for a terminal."""
    drawn = io.StringIO()
    segno.make(link, micro=False, error="l").terminal(drawn, compact=True, border=2)
    return drawn.getvalue()
