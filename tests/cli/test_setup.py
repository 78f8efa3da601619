"""``obwarzanek setup``: from nothing to the first person of the Office, with what stands kept."""

from pathlib import Path

import pytest

from bot.playground import Person, Server
from tests.cli.test_command_line import ENVIRONMENT, ROOT, at_work, call
from tests.cli.test_command_line import telegram as telegram


def nothing_set(telegram: Server) -> dict[str, str]:
    return {**ENVIRONMENT, "BOT_API_URL": telegram.url}


async def set_up(environment: dict[str, str], cwd: Path, *answers: str) -> tuple[int, str, str]:
    """With these answers at the prompts: exit code, output, errors."""
    return await call(environment, cwd, "setup", told="".join(f"{answer}\n" for answer in answers))


async def test_from_nothing_to_the_first_of_the_office(telegram: Server, tmp_path: Path) -> None:
    environment = nothing_set(telegram)
    code, out, errors = await set_up(environment, tmp_path, telegram.world.token, "")
    assert (code, "Traceback" in errors) == (0, False), errors
    env = tmp_path / ".env"
    assert env.read_text() == f"BOT_TOKEN={telegram.world.token}\n" and env.stat().st_mode & 0o777 == 0o600
    assert "@obwarzanek_bot" in out and telegram.world.token not in out + errors and "█" in out
    [link] = [line for line in out.splitlines() if line.startswith("https://t.me/obwarzanek_bot?start=")]
    jan = Person(telegram.world, "Jan", last_name="Kowalski")
    async with at_work(environment, tmp_path, telegram):
        await jan.open_link(link)
        await jan.waits_for("Dołączam")
        await jan.tap("✅ Dołączam")
        await jan.waits_for("Jak mam Cię przedstawiać")
        await jan.tap("✅ Jan Kowalski")
        await jan.waits_for("Witaj")
    code, out, _ = await set_up(environment, tmp_path)
    assert code == 0 and "Somebody is in the Office already" in out and "start=" not in out
    assert env.read_text() == f"BOT_TOKEN={telegram.world.token}\n"


async def test_a_polish_terminal_is_asked_in_polish(telegram: Server, tmp_path: Path) -> None:
    environment = {**nothing_set(telegram), "LANG": "pl_PL.UTF-8"}
    code, out, errors = await set_up(environment, tmp_path, telegram.world.token, "Jura", "Alfa, Beta")
    assert code == 0, errors
    asked = ("BOT_TOKEN od @BotFather", "Stowarzyszenie: nazwa albo plik TOML", "Gminy, oddzielone przecinkami")
    told = ("Telegram zna bota jako @", "Powstał plik association.toml", "Dla pierwszej osoby z Biura", "Uruchom bota")
    assert [words for words in (*asked, *told) if words not in out] == []
    (tmp_path / "empty").mkdir()
    code, _, errors = await set_up(environment, tmp_path / "empty")
    assert (code, errors) == (2, "nie ma odpowiedzi: BOT_TOKEN od @BotFather (nie będzie go widać)\n")


async def test_an_association_of_ones_own_is_told_by_name_and_municipalities(telegram: Server, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# ours\nBOT_TIMEZONE=Europe/Warsaw\n")
    (tmp_path / ".env").chmod(0o644)
    environment = nothing_set(telegram)
    code, _, errors = await set_up(environment, tmp_path, telegram.world.token, 'Związek "Jura"', "Alfa, Beta")
    assert code == 0, errors
    kept, *added = (tmp_path / ".env").read_text().splitlines()
    assert kept == "# ours" and added[0].startswith("BOT_TIMEZONE") and added[-1] == "ASSOCIATION=association.toml"
    assert (tmp_path / ".env").stat().st_mode & 0o007 == 0
    code, out, _ = await call(environment, tmp_path, "doctor", "--json")
    assert code == 0 and 'Związek \\"Jura\\": 2 communes' in out


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ((), "nothing was answered: BOT_TOKEN"),
        (("1:refused",), "not accepted"),
        (("a word",), "BOT_TOKEN"),
        (("TOKEN", "missing.toml"), "ASSOCIATION: missing.toml"),
        (("TOKEN", "Jura", " "), "nothing was answered: Its municipalities"),
        (("TOKEN", "Jura", "Alfa, Alfa"), "no name twice"),
    ],
)
async def test_what_is_wrong_is_one_line_and_nothing_is_half_written(
    telegram: Server, tmp_path: Path, answers: tuple[str, ...], complaint: str
) -> None:
    told = [telegram.world.token if answer == "TOKEN" else answer for answer in answers]
    code, out, errors = await set_up(nothing_set(telegram), tmp_path, *told)
    assert (code, complaint in errors, errors.count("\n")) == (2, True, 1), errors
    assert telegram.world.token not in out + errors and "refused" not in out + errors
    assert not (tmp_path / "var").exists() and not (tmp_path / "association.toml").exists()


def test_the_example_names_every_setting() -> None:
    from bot.settings import Settings

    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.removeprefix("# ").partition("=")[0] for line in lines if "=" in line}
    assert {name.upper() for name in Settings.model_fields} == named
