"""Whatever people type is shown as they typed it, at any length, and Telegram never refuses it."""

import asyncio
import csv
import json
import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from itertools import accumulate, groupby
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from sqlmodel import col, select

from bot import app
from bot.playground import Person
from bot.playground.entities import parse_html
from bot.playground.wording import text_content
from bot.texts import CAPTION_LIMIT, MESSAGE_LIMIT, clean, is_blank, pages, shorten, signs, units
from models.mail import inbox
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter, State
from models.people.permission import Role
from models.people.person import proper_name
from models.project import importing as project_import
from models.reading.words import tidy
from tests.conftest import WARSAW, Town, on_both_engines
from tests.rows import certain

T = TypeVar("T")
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ZALGO = "Z\u0337\u0322\u031ba\u0336l\u0335g\u0338o\u0337"
SIGNS = ["e\u0301", FAMILY, "🇵🇱", "👍🏽", "\u2764\ufe0f", ENGLAND, "1\ufe0f\u20e3"]
FRAGMENTS = [
    "Żaneta", "łódź", "Trasa rowerowa Wisła", " ", "  ", "\u00a0", "\u3000", ",", ".", "·", "➜", "…", "–", "|", "\\",
    "<", ">", "&", '"', "'", "<b>", "</b>", "<i", "</code>", "<a href='x'>", "&amp;", "&lt;", "&#39;", "&copy",
    "{name}", "{0}", "{", "%s", "`", "_*", "[x](y)", "t.me/", "https://x.pl/a?b=1&c=2", "@anna_nowak", "#tag", "/menu",
    "\u200f", "\u200e", "\u2067", "\u2069", "שלום", "مرحبا", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060",
    "\u00ad", "e\u0301", "\u0301", ZALGO, "İ", "ß", "ﷺ", "𝔊𝔬𝔱𝔥", "𠜎", *SIGNS,
]  # fmt: skip
WORDS = st.one_of(st.sampled_from(FRAGMENTS), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8))


def typed(most: int, *more: str) -> st.SearchStrategy[str]:
    """Texts of at most so many characters; ``more``: other fragments that may stand in them."""
    words = WORDS | st.sampled_from(more) if more else WORDS
    texts = st.lists(words, min_size=1, max_size=30).map("".join)
    # a text that begins with a slash is a command
    return texts.map(lambda text: text[:most].lstrip("/\n ")).filter(lambda text: not is_blank(text))


def drawn(strategy: st.SearchStrategy[T], examples: int) -> list[T]:
    """Examples, always the same ones, for tests that last as long as a bot does."""
    found: list[T] = []

    @settings(max_examples=examples, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(example: T) -> None:
        found.append(example)

    draw()
    return found


def few_or_many(few: int, many: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("examples", [few, pytest.param(many, marks=pytest.mark.fire)], ids=["short", "long"])


@pytest.fixture
async def strict(town: Town) -> AsyncIterator[Town]:
    """A town in which no message may be refused and no Turn may fail."""
    yield town
    async with asyncio.timeout(30):
        await town.settled()
    async with town.database.transaction() as session:
        refused = (await session.exec(select(Letter).where(Letter.state == State.REFUSED))).all()
        failed = (await session.exec(select(InboxUpdate).where(col(InboxUpdate.failure).is_not(None)))).all()
    assert [(letter.refusal, letter.arguments) for letter in refused] == []
    assert failed == []


def sent(person: Person) -> str:
    """The words of the person's last message, as their phone has sent them."""
    return next(m.text for m in reversed(person.messages) if m.sender is person.user)


def shown(person: Person) -> str:
    """All that is new on the phone."""
    return "\n".join(message.text for message in person.news)


def squeezed(text: str) -> str:
    """A message that is continued in another one has another kind of space where it was cut."""
    return "".join(text.split())


def whole(label: str, text: str) -> bool:
    """Whether the label is the text in one line, or its beginning with an ellipsis."""
    line = " ".join(text.split())
    return label == line or (label.endswith("…") and line.startswith(label[:-1]) and units(label) > 25)


def labels(person: Person) -> Iterator[str]:
    for message in person.news:
        for row in message.buttons:
            yield from (button["text"] for button in row)


# --- cutting ----------------------------------------

TAGS = st.sampled_from([("", ""), ("<b>", "</b>"), ("<i>", "</i>"), ('<a href="https://x.pl">', "</a>")])


@st.composite
def messages(draw: st.DrawFn) -> Markup:
    """What people typed, in the bot's markup, which may span lines."""
    message = Markup("")
    for _ in range(draw(st.integers(1, 12))):
        before, after = draw(TAGS)
        text = draw(typed(600, "\n", "\n\n", "a" * 500, "🙂" * 300, "słowo " * 100))
        message += Markup(f"{before}{{}}{after}").format(text) + draw(st.sampled_from(["\n", " ", ""]))  # noqa: S704
    return message


def marked(html: str) -> list[tuple[str, str]]:
    """Every character that can be seen, with the markup it has."""
    text, entities = parse_html(html)
    kinds = [""] * units(text)
    for entity in entities:
        for at in range(entity["offset"], entity["offset"] + entity["length"]):
            kinds[at] += entity["type"]
    starts = accumulate((units(character) for character in text), initial=0)
    return [(character, kinds[at]) for character, at in zip(text, starts, strict=False) if not is_blank(character)]


@pytest.mark.parametrize("limit", [MESSAGE_LIMIT, 700])
@few_or_many(40, 2000)
def test_pages_are_accepted_and_give_back_everything_with_its_markup(examples: int, limit: int) -> None:
    for message in drawn(messages().filter(lambda message: not is_blank(message.unescape())), examples):
        cut = pages(str(message), limit)
        assert all(units(str(text_content(page, "HTML")["text"])) <= limit for page in cut), message
        assert [each for page in cut for each in marked(page)] == marked(str(message)), message


@few_or_many(200, 20_000)
def test_a_text_is_shortened_at_a_word_or_between_signs(examples: int) -> None:
    for text, limit in drawn(st.tuples(typed(400), st.integers(20, 200)), examples):
        line, short = " ".join(text.split()), shorten(text, limit)
        assert units(short) <= limit
        if short != line:
            kept = short.removesuffix("…")
            assert line.startswith(kept) and units(line) > limit
            ends = accumulate(map(len, signs(line)))
            assert len(kept) in ends or kept.rstrip(" ,;:") == kept


@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_is_cut_through(sign: str) -> None:
    for limit in range(20, 60):
        assert shorten(sign * 60, limit) == sign * ((limit - 1) // units(sign)) + "…"
    assert all(squeezed(page) == sign * (len(page) // len(sign)) for page in pages(sign * 9000))


def test_a_cut_ends_at_a_word() -> None:
    assert shorten("Budowa trasy rowerowej wzdłuż Wisły", 30) == "Budowa trasy rowerowej wzdłuż…"
    *cut, _ = pages("<i>" + "słowo " * 3000 + "</i>")
    assert all(page.startswith("<i>") and page.endswith("słowo </i>") for page in cut)


def test_a_page_with_nothing_to_see_is_left_out() -> None:
    """The keyboard hangs on the last page, and Telegram refuses one that looks empty."""
    assert pages("a" * MESSAGE_LIMIT + "\n   <i>\u200b\u2060</i>") == ["a" * MESSAGE_LIMIT]


@given(st.text(st.characters(), max_size=200))
def test_what_nothing_can_keep_is_cleaned_away(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", cleaned) and clean(cleaned) == cleaned
    assert cleaned == text or re.search(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]", text)


# --- names ----------------------------------------


@few_or_many(12, 150)
async def test_a_name_is_shown_as_typed(strict: Town, examples: int) -> None:
    """On one's own card, on the team's, in the list of those to be managed, to those who are told."""
    anna = await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await strict.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    for text in drawn(typed(105), examples):
        await ewa.say("/ustawienia")
        await ewa.tap("✏️ Zmień imię i nazwisko")
        await ewa.say(text)
        name = proper_name(sent(ewa))
        if name is None:
            ewa.sees("To nie wygląda na imię i nazwisko.")
            continue
        assert name == tidy(sent(ewa)) and name in shown(ewa)
        await anna.say("/zespol")
        assert name in shown(anna)
        await anna.tap("👤 Zarządzaj")
        assert any(whole(label, f"{name} · specjalista") for label in labels(anna)), name


@pytest.mark.parametrize(
    "name",
    [
        "<b>Jan</b> & 'Syn\"",
        "שלום דוד",
        "Z̷̢̛a̶l̵g̸o̷ \U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
        "Iga {name} %s",
        "A\u200bB" * 33,
    ],
)
async def test_a_stranger_with_such_a_name_asks_for_access(strict: Town, name: str) -> None:
    kept = tidy(name)
    anna = await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    olga = await strict.meets(kept, Role.COORDINATOR_DEPUTY, "Niepołomice")
    iga = Person(strict.world, name)
    await iga.start()
    for step in ("📝 Poproś o dostęp", "niepol", "Niepołomice", "Specjalista", "✅ Zgadzam się"):
        await (iga.say(step) if step == "niepol" else iga.tap(step))
    assert any(whole(label, f"✅ {kept}") for label in labels(iga))
    await iga.say(name)
    await iga.tap("Pomiń")
    assert kept in shown(anna)
    await olga.tap("✅ Przyjmij")
    assert kept in shown(anna)
    await anna.tap("✖️ Odrzuć")
    assert whole(anna.toast, f"Prośba już przyjęta. Decyzja: {kept}")


# --- projects, milestones, searches ----------------------------------------


@few_or_many(8, 60)
async def test_a_project_and_its_milestone_are_shown_as_typed(strict: Town, examples: int) -> None:
    anna = await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    for number, (text, step) in enumerate(drawn(st.tuples(typed(190), typed(200)), examples)):
        await anna.say("/projekty")
        await anna.tap("➕ Dodaj projekt")
        await anna.say(f"{number}. {text}")
        name = tidy(sent(anna))
        await anna.tap("✅ Wystarczy")
        assert name in shown(anna)
        await anna.tap("🏁 Kamienie milowe")
        await anna.tap("➕ Dodaj kamień milowy")
        await anna.say(step)
        milestone = tidy(sent(anna))
        await anna.say("10.12.2026")
        assert any(whole(label, f"⏳ 10.12.2026 · {milestone}") for label in labels(anna)), milestone
        await anna.tap("✅ Gotowe")
        assert name in shown(anna) and milestone in shown(anna)
        await anna.tap("🗂 Archiwizuj")
        assert name in shown(anna)
        await anna.tap("↩️ Zostaw")
        # what follows is the answer that was tapped
        assert name in shown(anna).rpartition("\n➜")[0]
        await anna.say(f"/projekty {name[:100]}")
        assert f"„{name[:100].strip()}”" in shown(anna)
        cut = [label.removesuffix(" · Niepołomice") for label in labels(anna) if label.endswith(" · Niepołomice")]
        assert any(whole(label, name) for label in cut), name


async def test_words_after_a_command_may_stand_on_a_line_of_their_own(strict: Town) -> None:
    anna = await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    for command in ("/projekty\nTrasa rowerowa", "/projekty  Trasa rowerowa\n", "/projekty\tTrasa rowerowa"):
        await anna.say(command)
        anna.sees("„Trasa rowerowa”")


@few_or_many(15, 100)
async def test_imported_projects_are_shown_as_written(strict: Town, tmp_path: Path, examples: int) -> None:
    jan = await strict.meets("Jan Kowalski", Role.OFFICE)
    names = [f"({number}) {text}" for number, text in enumerate(drawn(typed(190, "\n", ";"), examples))]
    with (tmp_path / "projekty.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([["gmina", "projekt"], *(["Skawina", name] for name in names)])
    async with strict.database.transaction() as session:
        table = project_import.read(tmp_path / "projekty.csv")
        outcome = await project_import.take_in(session, table, now=strict.clock.now())
    assert outcome == project_import.Imported(added=examples)
    for number, name in enumerate(names):
        await jan.say(f"/projekty ({number})")
        await jan.tap(f"({number})")
        assert tidy(name) in shown(jan)


# --- sentences ----------------------------------------


async def answers(town: Town, anna: Person, sentences: list[str]) -> list[str]:
    """Answer the status with these sentences; how the phone has sent them."""
    delivered = []
    for number, sentence in enumerate(sentences):
        await anna.tap(f"Trasa {number}")
        await anna.tap("🟡 Zagrożony")
        await anna.say(sentence)
        delivered.append(sent(anna))
    return delivered


@few_or_many(3, 15)
async def test_sentences_are_shown_as_typed_on_every_card(strict: Town, examples: int) -> None:
    """In the confirmation, the report, the answer of the commune and the answer that stands already."""
    anna = await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    olga = await strict.meets("Olga Wilk", Role.COORDINATOR_DEPUTY, "Niepołomice")
    jan = await strict.meets("Jan Kowalski", Role.OFFICE)
    await strict.has_projects("Niepołomice", *(f"Trasa {number}" for number in range(8)))
    await strict.move_to(FRIDAY)
    await olga.say("/status")
    card = certain(olga.sees_button("🟰 Bez zmian"))
    same = card.buttons[0][0]["callback_data"]
    sentences = st.lists(typed(1000, "\n", "🙂" * 450, "słowo\n" * 90, "&" * 700), min_size=8, max_size=8)
    # the same answer again would change nothing on Olga's phone
    for said, _ in groupby(drawn(sentences, examples)):
        await anna.say("/status")
        await anna.tap("✏️ Popraw" if any("✏️ Popraw" in label for label in labels(anna)) else "✏️ Wypełnij")
        delivered = await answers(strict, anna, said)
        await anna.tap("✅ Wyślij")
        seen = [shown(anna)]
        # where sentences are cut to fit
        await jan.say("/raport")
        await jan.tap("Gmina po gminie")
        await jan.tap("Niepołomice")
        seen.append(shown(jan))
        await olga.tap_data(same, on=card)
        olga.sees_toast("Anna Nowak")
        # the first page may be what it was, while the others are new
        seen.append(f"{card.text}\n{shown(olga)}")
        missing = [
            (at, each) for at, screen in enumerate(seen) for each in delivered if squeezed(each) not in squeezed(screen)
        ]
        assert missing == []


@pytest.mark.parametrize("length", [4095, 4096, 4097, 8193])
@pytest.mark.parametrize("sign", ["ż", "🙂", "słowo "], ids=["letters", "emoji", "words"])
async def test_what_is_too_long_is_refused_once_and_as_a_whole(strict: Town, sign: str, length: int) -> None:
    """A phone sends it in pieces, and the last one would fit."""
    anna = await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await strict.has_projects("Niepołomice", "Trasa")
    await strict.move_to(FRIDAY)
    await anna.tap("✏️ Wypełnij")
    await anna.tap("Trasa")
    await anna.tap("🟡")
    text = sign * (length // units(sign)) + "a" * (length % units(sign))
    assert units(text) == length
    await anna.say(text)
    [only] = anna.news
    assert only.text.startswith("Za długie")
    await strict.wait(timedelta(seconds=5))
    await anna.say("Czekamy")
    anna.sees("Co się zmieniło?")
    anna.sees("Czekamy")


@few_or_many(4, 20)
async def test_captions_are_shown_as_typed(strict: Town, examples: int) -> None:
    """The caption of a picture is the sentence; the picture is shown with the name of its project."""
    anna = await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await strict.meets("Jan Kowalski", Role.OFFICE)
    projects = [tidy(text) for text in drawn(typed(200), 3)]
    await strict.has_projects("Niepołomice", *projects)
    await strict.move_to(FRIDAY)
    for text in drawn(typed(1000, "\n", "🙂" * 250, "&" * 400), examples):
        await anna.say("/status")
        await anna.tap("✏️ Popraw" if any("✏️ Popraw" in label for label in labels(anna)) else "✏️ Wypełnij")
        for number, _ in enumerate(projects):
            the_list = next(m for m in reversed(anna.messages) if len(m.buttons) > len(projects))
            await anna.tap(the_list.buttons[number][0]["text"], on=the_list)
            await anna.tap("🟡 Zagrożony")
            await anna.send_photo(text[: longest_prefix(text, CAPTION_LIMIT)])
        await anna.tap("✅ Wyślij")
        assert squeezed(sent(anna)) in squeezed(shown(anna))
        await jan.say("/raport")
        await jan.tap("Gmina po gminie")
        await jan.tap("Niepołomice")
        assert squeezed(shown(jan)).count(squeezed(sent(anna))) >= len(projects)
        await jan.tap("📎")
        captions = [message.text for message in jan.news if "photo" in message.content]
        assert len(captions) == len(projects)
        assert all(squeezed(project) in squeezed(caption) for project, caption in zip(projects, captions, strict=True))


def longest_prefix(text: str, limit: int) -> int:
    return next((at for at in range(len(text), 0, -1) if units(text[:at]) <= limit), 0)


# --- what no phone sends ----------------------------------------


def written(number: int, person: Person, name: str, text: str, *, command: bool = False) -> str:
    """An update as it comes in, with any name and text at all."""
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if command else []
    user = {"id": person.id, "is_bot": False, "first_name": name, "language_code": "pl"}
    chat = {"id": person.id, "type": "private", "first_name": name}
    message = {"message_id": number, "date": 1_795_000_000, "text": text, "chat": chat, "from": user}
    return json.dumps({"update_id": number, "message": message | ({"entities": entities} if entities else {})})


@on_both_engines
async def test_characters_that_nothing_can_keep_are_left_out(strict: Town) -> None:
    """NUL, which PostgreSQL refuses; halves of characters, which UTF-8 has no bytes for; other control characters."""
    anna = await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    iga, name = Person(strict.world, "Iga"), "Iga\0\x1f Gil\ud83d"
    strict.world.let_in(iga.user)
    await anna.say("/projekty")
    await strict.stop()
    database = await app.prepare(strict.settings, strict.clock)
    async with database.transaction() as session:
        updates = [
            (900_001, written(900_001, anna, "Anna", "Trasa\0 Wisła\ud83d\x07")),
            (900_002, written(900_002, anna, "Anna", "/projekty Żłobek\0\ud83d\ude42\udc00", command=True)),
            (900_003, written(900_003, iga, name, "\0\ud83d\x1b")),
            (900_004, written(900_004, iga, name, "/start \0\ud83d", command=True)),
        ]
        await inbox.store(session, updates, now=strict.clock.now())
    await database.close()
    await strict.start()
    await anna.waits_for("„Trasa  Wisła”")
    await anna.waits_for("„Żłobek 🙂”")
    await iga.waits_for("Tego nie umiem zapisać.")
    await iga.waits_for("Dzień dobry!")
