"""What stands first for whom: four jobs on the keyboard, nine commands at most, a week told in a few lines."""

import io
from datetime import time
from itertools import combinations

import pytest
from PIL import Image
from pydantic import SecretStr

from bot.conversation.buttons import Button, fits, markup, standing
from bot.conversation.outgoing import MOST_COMMANDS, Services
from bot.files import week
from bot.files.canvas import INK, WIDTH
from bot.settings import Settings
from bot.texts import CAPTION_LIMIT, LANGUAGES, Texts, Words, signs, visible
from handlers import CONVERSATIONS, USUAL
from handlers import help as week_of
from models.calendar import Clock
from models.people.permission import Group, Role
from models.people.person import Membership
from models.setting import Weekly
from tests.pictures import Written, contrast
from tests.unit.test_permission import OWN, ROLES, memberships, one

ACROSS = 18
"""Signs of a label that a phone shows in half of its width, which this keyboard spans; a message spans less."""
LINE, LINES = 38, 12
"""Signs of a line of a caption on a phone, and most lines of it."""
PHONE, LEAST = 360, 11
LONGEST = Weekly(open_day=2, open_at=time(10, 30), remind_day=3, remind_at=time(10, 30), close_day=4)
"""Days with long names, hours with minutes."""


@pytest.fixture
def services() -> Services:
    settings = Settings(_env_file=None, bot_token=SecretStr("1:x"))
    clock = Clock(settings.zone, "PL")
    return Services(Texts(), clock, settings.the_association, "bot", CONVERSATIONS, USUAL)


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    return Texts()[request.param]


def of_several_roles() -> list[list[Membership]]:
    """Everybody who has one role, two, or all."""
    each = [(role, OWN if role.of_commune else None) for role in ROLES]
    return [memberships(*some) for number in (1, 2, len(each)) for some in combinations(each, number)]


@pytest.mark.parametrize("role", ROLES)
def test_four_jobs_stand_first(services: Services, role: Role) -> None:
    names = [job.name for job in services.jobs(one(role))]
    of_office = ["report", "forum", "risks", "data"]
    assert names[:4] == (of_office if role is Role.OFFICE else ["status", "risk", "forums", "project"])
    assert len(names) == len(set(names)) > 4


def test_whoever_may_not_begin_one_of_them_has_the_next_instead(services: Services) -> None:
    assert [job.name for job in services.jobs(())] == ["help"]
    assert services.keyboard(Texts()["pl"], ()) == []
    assert standing([]) == {"remove_keyboard": True}


def test_the_keyboard_shows_whole_labels(services: Services, words: Words) -> None:
    for roles in of_several_roles():
        keyboard = services.keyboard(words, roles)
        assert [len(row) for row in keyboard] == [2, 2]
        assert all(len(signs(label)) <= ACROSS for row in keyboard for label in row), keyboard


def test_nobody_is_shown_more_than_nine_commands(services: Services, words: Words) -> None:
    """They begin with the four jobs and end with the way to all others."""
    for roles in of_several_roles():
        shown = services.commands(words, roles)
        usual = [job.command(words.language) for job in services.jobs(roles)[:4]]
        assert len(shown) <= MOST_COMMANDS
        assert [command for command, _ in shown][:4] == usual
        assert shown[-2:] == [("menu", words.plain("command.menu")), (shown[-1][0], words.plain("command.help"))]
        assert not {"start", "anuluj", "cancel"} & {command for command, _ in shown}
        assert len({does for _, does in shown}) == len(shown)


@pytest.mark.parametrize("group", Group)
def test_a_week_is_told_in_a_few_lines(words: Words, group: Group) -> None:
    told = words(f"help.{group}", **week_of.moments(words, Weekly()))
    lines = [line.striptags() for line in told.split("\n")]
    assert sum(-(-len(signs(line)) // LINE) for line in lines) <= LINES
    assert visible(words(f"help.{group}", **week_of.moments(words, LONGEST))) <= CAPTION_LIMIT


@pytest.mark.parametrize("group", Group)
def test_the_picture_of_it_is_legible_on_a_phone(monkeypatch: pytest.MonkeyPatch, words: Words, group: Group) -> None:
    written = Written(monkeypatch)
    steps = week_of.steps(words, group, LONGEST)
    week.draw.cache_clear()
    with Image.open(io.BytesIO(week.draw(words.plain("help.title"), steps))) as image:
        assert image.width == WIDTH
        written.are_legible(*image.size)
    assert min(written.sizes) * PHONE / WIDTH >= LEAST
    shown = {text for text, _ in written.written}
    assert shown == {words.plain("help.title"), "?", "!", *(part for step in steps for part in step)}
    assert contrast(INK, week.WHEN.colour) >= 4.5


def test_a_picture_is_drawn_once(words: Words) -> None:
    steps = week_of.steps(words, Group.OFFICE, Weekly())
    assert week.draw("x", steps) is week.draw("x", steps)


def test_what_fits_into_a_row() -> None:
    assert fits("🟢 " + "x" * 22) and not fits("🟢 " + "x" * 23)
    assert fits("⚠️ " + "x" * 10, 2) and not fits("⚠️ " + "x" * 11, 2)
    assert fits("x" * 7, 3) and fits("x" * 7, 6) and not fits("x" * 8, 3)


@pytest.mark.parametrize(
    ("row", "drawn"),
    [
        (["🟰 Bez zmian", "✏️ Wypełnij", "⏰ Później"], [["🟰 Bez zmian", "✏️ Wypełnij"], ["⏰ Później"]]),
        (["🟢 Zgodnie z planem", "🟡 Zagrożony"], [["🟢 Zgodnie z planem"], ["🟡 Zagrożony"]]),
        (["1", "2", "3", "4", "5"], [["1", "2", "3", "4", "5"]]),
        (["◀️", "1/12", "▶️"], [["◀️", "1/12", "▶️"]]),
        (["x" * 40], [["x" * 40]]),
        ([], []),
    ],
)
def test_a_row_of_which_a_phone_would_cut_a_label_is_drawn_as_several(row: list[str], drawn: list[list[str]]) -> None:
    rows = markup([[Button(label, "https://example.org") for label in row]])["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == drawn
