"""Plays a story: reads it line by line, does what people do and insists on what they see."""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo.town import Town
from bot.files.sheets import Table, as_xlsx
from bot.playground import Person
from bot.playground.screen import labels, plain, shown
from models.people.permission import Role
from models.reading import workbook

BEGINS = datetime(2026, 11, 24, 10)  # noqa: DTZ001
"""The moment at which every story begins, a Tuesday, on the wall clock."""
ROLES = {
    "koordynator": Role.COORDINATOR,
    "przewodniczący": Role.CHAIR,
    "specjalista": Role.SPECIALIST,
    "upoważniony": Role.COORDINATOR_DEPUTY,
    "zastępca": Role.CHAIR_DEPUTY,
}
_MEMBER = re.compile(r"(?P<name>.+?)(?: (?P<role>" + "|".join(ROLES) + r"))?(?: \((?P<notes>[^)]*)\))?$")
_COUNT = re.compile(
    r"(?P<name>\w+): dotknięcia (?P<taps>\d+), wiadomości (?P<messages>\d+)(?:, od bota (?P<bot>\d+))?$"
)
KEYBOARD = "⌨"
_LINK = re.compile(r"https://t\.me/\S+")
_MARKUP = re.compile(r"</?b>|<(?=\w)|(?<=\w)>")
"""What people write in stories to prove that it stays text."""


class StoryError(AssertionError):
    """The story went differently; the text names the line."""


async def _at_once(line: str, number: int, of: int) -> None:
    """Play it without a pause."""


async def play(
    town: Town, story: Path, tell: Callable[[str, int, int], Awaitable[None]] = _at_once, *, as_markup: bool = True
) -> None:
    """Play the whole story; ``tell`` gets each line beforehand, its number and the number of lines."""
    player = _Player(town)
    text = await asyncio.to_thread(story.read_text, encoding="utf-8")
    lines = (text if as_markup else _MARKUP.sub("", text)).splitlines()
    for number, line in enumerate(lines, start=1):
        await tell(line, number, len(lines))
        if not line.strip() or line.startswith("#"):
            continue
        try:
            await player.line(line)
        except AssertionError as error:
            raise StoryError(f"{story.name}:{number}: {line.strip()}\n{error}") from error


class _Player:
    def __init__(self, town: Town) -> None:
        self._town = town
        self._looking: Person | None = None
        self._done: Counter[tuple[str, str]] = Counter()
        """Number of taps and messages of each person since they were last counted."""
        self._read: dict[str, set[int]] = {}
        """What stood in the chat of each person with the bot when that was."""

    async def line(self, line: str) -> None:
        if line[0].isspace():
            self._expect(line.strip())
        elif line.startswith("@"):
            moment = self._moment(line.removeprefix("@"))
            for person in self._town.people.values():
                person.reads()
            await self._town.move_to(moment)
        elif line.startswith("!! restart"):
            await self._town.restart()
        elif line.startswith("!! away until"):
            await self._town.be_away_until(self._moment(line.removeprefix("!! away until")))
        elif match := _COUNT.match(line):
            self._count(**match.groupdict())
        elif match := re.match(r"(\w+) ([<>]) ?(.*)$", line):
            self._looking = self._town.people[match[1]]
            if match[2] == ">":
                await self._do(self._looking, match[3])
            elif match[3]:
                self._expect(match[3])
        else:
            await self._set_up(*(part.strip() for part in line.split(":", 1)))

    def _moment(self, words: str) -> datetime:
        return datetime.strptime(words.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=self._town.settings.zone)

    # --- who there is ---------------------------------------------------------------------------------

    async def _set_up(self, place: str, rest: str) -> None:
        if place.startswith("projekty "):
            await self._town.has_projects(place.removeprefix("projekty "), *(n.strip() for n in rest.split("|")))
            return
        for who in re.split(r",\s*(?![^(]*\))", rest):
            match = _MEMBER.match(who.strip())
            if match is None:
                raise StoryError(f"who is {who!r}?")
            await self._settle_in(place, match["name"], match["role"], match["notes"] or "")

    async def _settle_in(self, place: str, name: str, role: str | None, notes: str) -> None:
        language = "en" if notes == "en" else "pl"
        fields = tuple(note.strip() for note in notes.split(",")) if notes not in ("", "en") else ()
        if place == "obcy":
            first, _, last = name.partition(" ")
            person = Person(self._town.world, first, last_name=last or None, language=language)
            self._town.people[first] = person
        elif place == "Biuro":
            await self._town.meets(name, Role.OFFICE, language=language)
        else:
            if role is None:
                raise StoryError(f"which role has {name}?")
            await self._town.meets(name, ROLES[role], place, language=language, fields=fields)

    # --- what they do ---------------------------------------------------------------------------------

    async def _do(self, who: Person, what: str) -> None:
        self._done[who.user.first_name, "tap" if what.startswith("[") else "message"] += 1
        if button := re.fullmatch(r"\[(.+)\]", what):
            await who.tap(button[1])
        elif match := re.fullmatch(r"\(link od (\w+)\)", what):
            await who.open_link(self._link(self._town.people[match[1]]))
        elif match := re.fullmatch(r"\(kody (\d+)\)", what):
            for number in range(int(match[1])):
                await who.start(f"wrong-{number}")
        elif match := re.fullmatch(r"\(pisze (\d+) znaków\)", what):
            await who.say("a" * int(match[1]))
            # what comes later is not its continuation, which a phone sends at once
            later = self._town.clock.now() + timedelta(seconds=10)
            self._town.clock.now = lambda: later
        elif match := re.fullmatch(r"\(arkusz (\S+)\) ?(.*)", what):
            rows = [[cell.strip() for cell in row.split(";")] for row in match[2].split("|")]
            table = Table("arkusz", rows[0], rows[1:])
            await who.send_document(match[1], as_xlsx([table], now=self._town.clock.now()))
        elif match := re.fullmatch(r"\(odsyła arkusz(?: od (\w+))?\) ?(.*)", what):
            source = self._town.people[match[1]] if match[1] else who
            rows = [[cell.strip() for cell in row.split(";")] for row in match[2].split("|") if row]
            await who.send_document("odpowiedzi.xlsx", filled_in(source, rows, now=self._town.clock.now()))
        elif match := re.fullmatch(r"\(dokument (\S+)\) ?(.*)", what):
            await who.send_document(match[1], b"%PDF-1.4", caption=match[2])
        elif match := re.fullmatch(r"\((głos|zdjęcie|miejsce|naklejka|blokuje|odblokowuje)\) ?(.*)", what):
            await self._do_without_words(who, match[1], match[2])
        else:
            await who.say(what.replace("\\n", "\n"))

    async def _do_without_words(self, who: Person, what: str, caption: str) -> None:
        match what:
            case "głos":
                await who.send_voice(caption=caption)
            case "zdjęcie":
                await who.send_photo(caption)
            case "miejsce":
                await who.send_location(50.03, 20.21)
            case "naklejka":
                await who.send_sticker()
            case "blokuje":
                await who.block()
            case "odblokowuje":
                await who.unblock()

    def _count(self, name: str, taps: str, messages: str, bot: str | None) -> None:
        """What they have done since the last such line, and what the bot has written to them."""
        person, before = self._town.people[name], self._read.get(name, set())
        self._read[name] = {m.id for m in person.chat.messages.values() if m.sender is not person.user}
        new = len(self._read[name] - before)
        done = [self._done.pop((name, what), 0) for what in ("tap", "message")]
        if done != [int(taps), int(messages)] or (bot is not None and new != int(bot)):
            raise StoryError(f"{name} has tapped {done[0]} times and written {done[1]} times, the bot {new} times")

    def _link(self, person: Person) -> str:
        links = [link for message in person.messages for link in _LINK.findall(message.text)]
        if not links:
            raise StoryError(f"{person.user.name} has no link\n\n{person.screen()}")
        return str(links[-1])

    # --- what they see --------------------------------------------------------------------------------

    def _expect(self, line: str) -> None:
        if self._looking is None:
            raise StoryError("who sees this?")
        who = self._looking
        news = plain("\n".join(shown(message) for message in who.news))
        if line == "(nic)":
            who.sees_nothing()
        elif line.startswith(KEYBOARD):
            self._expect_below(who, line.removeprefix(KEYBOARD).strip())
        elif line.startswith("dymek:"):
            who.sees_toast(line.removeprefix("dymek:").strip())
        elif line.startswith("nie:"):
            unwanted = line.removeprefix("nie:").strip()
            if unwanted in news:
                raise StoryError(f"{who.user.name} does see it:\n{news}")
        else:
            for part in _parts(line):
                if part not in news:
                    raise StoryError(f"{who.user.name} does not see {part!r}, but:\n{news}\n\n{who.screen()}")

    def _expect_below(self, who: Person, line: str) -> None:
        keyboard = who.chat.keyboard
        below = " ".join(labels(keyboard["keyboard"]).split("\n")) if keyboard else "(nic)"
        if plain(below) != line:
            raise StoryError(f"{who.user.name} has this keyboard: {below}")


def filled_in(whose: Person, said: Sequence[Sequence[str]], *, now: datetime) -> bytes:
    """The newest sheet on their phone with other last cells in the rows of these fields: ``Miejsca; 125; z filią``."""
    newest = [file for file in whose.files if file.name.endswith(".xlsx")][-1]
    titles, *rows = workbook.rows(newest.data)
    for name, *cells in said:
        row = next(row for row in rows if name in row)
        row[-2:] = [*cells, *row[-2:][len(cells) :]]
    return as_xlsx([Table("arkusz", titles, rows)], now=now)


def _parts(line: str) -> list[str]:
    """The parts that must be seen: each button, or the words between ellipses."""
    if re.fullmatch(r"(\[[^\]]+\]\s*)+", line):
        return [f"[{label}" if label.endswith("…") else f"[{label}]" for label in re.findall(r"\[([^\]]+)\]", line)]
    return [part.strip() for part in plain(line).split("…") if part.strip()]
