"""``python -m bot demo``: the bot without a token, on a local Telegram with invented people, in the browser."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.demo.content import content
from bot.demo.data import move_in
from bot.demo.others import job as others_answer
from bot.demo.story import BEGINS, StoryError, play
from bot.demo.tour import Guide
from bot.demo.town import Town, a_town
from bot.playground import World
from bot.playground.page import Page, show
from bot.playground.things import Change
from bot.settings import Settings
from models.calendar import Clock, utc_now

log = logging.getLogger(__name__)

INVITATION = """\
Obwarzanek działa bez tokenu, na lokalnym Telegramie. Wszyscy ludzie są zmyśleni. Koniec: Ctrl+C
Obwarzanek at work without a token, on a local Telegram. All people are invented. Ctrl+C ends it.

    {url}
"""
STORIES = Path(__file__).parents[2] / "tests" / "stories"
FIRST = ("anna", "jan", "ewa")
"""People whose phones are open at first."""
STEP, QUIET_STEP = timedelta(minutes=30), timedelta(hours=3)
"""Steps in which the clock jumps, so that everything happens at its own hour; little happens in quiet hours."""
FARTHEST = timedelta(days=14)
"""How far the clock may jump to the next thing that happens."""
READING = 1.5
"""Seconds of reading time between the lines of a story."""


@dataclass
class Scene:
    """A town, descriptions of its people, and a clock that a visitor puts forward or a story moves."""

    town: Town
    about: dict[int, Any]
    first: list[int]
    guide: Guide | None = None
    ahead: timedelta = timedelta()

    async def pass_time(self, until: datetime, *, or_news: bool = False, passed: Callable[[], None]) -> None:
        """Let time pass step by step and run every job that is due; ``or_news``: stop when a phone rings."""
        world, clock = self.town.world, self.town.clock
        tick = world.tick
        while (now := clock.now()) < until and not (or_news and world.tick > tick):
            self.ahead += min(_next_step(now, clock), until) - now
            await self.town.app.timetable.tick()
            await self.town.settled()
            passed()


def _end_of_jump(name: str, clock: Clock) -> datetime:
    now = clock.local(clock.now())
    match name:
        case "hour":
            return clock.now() + timedelta(hours=1)
        case "day":
            return (now + timedelta(days=1)).astimezone(UTC)
        case "friday":
            friday = now.date() + timedelta(days=(4 - now.weekday()) % 7)
            # nobody is asked on a day off
            while clock.at(friday, time(9)) <= clock.now() or not clock.is_working_day(friday):
                friday += timedelta(days=7)
            return clock.at(friday, time(9))
        case _:
            return clock.now() + FARTHEST


def _next_step(now: datetime, clock: Clock) -> datetime:
    if clock.is_working_time(now):
        return now - (now - datetime.min.replace(tzinfo=UTC)) % STEP + STEP
    return min(now + QUIET_STEP, clock.working_time(now))


@asynccontextmanager
async def metropolis(settings: Settings) -> AsyncIterator[Scene]:
    """Set up the bot among the invented people of the association; the clock runs."""
    with _own_database(settings):
        clock = Clock(settings.zone, settings.the_association.country)
        async with a_town(settings, clock, scheduled=True) as town:
            cast = await move_in(town.database, town.world, clock, settings.the_association)
            town.app.timetable.jobs = (others_answer, *town.app.timetable.jobs)
            here = Scene(town, cast.about, [cast.people[name].id for name in FIRST], Guide(cast.people))
            clock.now = lambda: utc_now() + here.ahead
            yield here


@asynccontextmanager
async def story_place(settings: Settings) -> AsyncIterator[Scene]:
    """Set up an empty town at the moment when stories begin; the clock stands still."""
    with _own_database(settings):
        begins = BEGINS.replace(tzinfo=settings.zone)
        async with a_town(settings, Clock(settings.zone, "PL", now=lambda: begins)) as town:
            yield Scene(town, {}, [])


@contextmanager
def _own_database(settings: Settings) -> Iterator[None]:
    with TemporaryDirectory(prefix="obwarzanek-") as folder:
        settings.database_url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        yield


class Stage:
    """What the page offers beside the phones: the clock, the tours, a story, and a new beginning."""

    def __init__(self, settings: Settings, story: Path | None = None) -> None:
        self._settings = settings
        self._story = story
        self._told: dict[str, Any] | None = None
        self._page = Page(World(), self)
        self._scene: Scene | None = None
        self._again = asyncio.Event()
        self._is_busy = True

    async def perform(self, host: str, port: int | None, *, is_public: bool) -> None:
        """Show one scene after another, each until a visitor begins anew."""
        async with show(self._page, host, port, is_public=is_public) as url:
            _print(INVITATION.format(url=url))
            while True:
                async with self._set_up() as here:
                    self._scene = here
                    await self._play(here)

    def _set_up(self) -> AbstractAsyncContextManager[Scene]:
        return metropolis(self._settings) if self._story is None else story_place(self._settings)

    async def _play(self, here: Scene) -> None:
        self._again.clear()
        self._is_busy = False
        here.town.world.watchers.append(self._notice)
        self._page.turn_to(here.town.world)
        again = asyncio.create_task(self._again.wait())
        story = asyncio.create_task(self._play_story(here.town))
        try:
            # a story may stop the bot and start another
            ends: list[asyncio.Future[Any]] = [again] if self._story is not None else [again, here.town.app.broken]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if not again.done():
                here.town.app.broken.result()
        finally:
            again.cancel()
            story.cancel()
            await asyncio.gather(again, story, return_exceptions=True)

    async def _play_story(self, town: Town) -> None:
        if self._story is None:
            return
        try:
            await play(town, self._story, self._tell)
        except StoryError:
            log.exception("the story goes on differently")

    async def _tell(self, line: str, number: int, of: int) -> None:
        """Show the line, and leave time to read before somebody acts again."""
        self._told = {"title": self._story.stem if self._story else "", "line": line.strip(), "at": number, "of": of}
        self._page.show_changed()
        if line.startswith(("#", "@")) or " > " in line:
            await asyncio.sleep(READING)

    def show(self) -> dict[str, Any]:
        """The clock, the jumps, the tours and the people, as the page reads them."""
        here = self._scene
        now = here.town.clock.now() if here else utc_now()
        guide = here.guide if here else None
        jumps = content().guide.jumps if guide else {}
        return {
            "now": now.astimezone(self._settings.zone).isoformat(timespec="seconds"),
            "ahead": here is not None and here.ahead > timedelta(),
            "busy": self._is_busy,
            "jumps": [{"id": f"jump:{name}", "label": label.model_dump()} for name, label in jumps.items()],
            "about": here.about if here else {},
            "first": here.first if here else [],
            "tours": guide.show() if guide else [],
            "tour": guide.tour.name if guide and guide.tour else None,
            "story": self._told,
        }

    async def direct(self, what: str) -> None:
        """Move the clock, begin a tour or begin anew; ignored while the clock moves."""
        if self._scene is None or self._is_busy:
            return
        match what.partition(":"):
            case ("reset", _, _):
                self._is_busy = True
                self._again.set()
            case ("tour", _, name) if self._scene.guide is not None:
                self._scene.guide.begin(name)
            case ("jump", _, name) if self._story is None:
                await self._jump(self._scene, name)
        self._page.show_changed()

    async def _jump(self, here: Scene, name: str) -> None:
        self._is_busy = True
        try:
            until = _end_of_jump(name, here.town.clock)
            await here.pass_time(until, or_news=name == "next", passed=self._page.show_changed)
        finally:
            self._is_busy = False

    def _notice(self, change: Change) -> None:
        if self._scene is not None and self._scene.guide is not None and self._scene.guide.notices(change):
            self._page.show_changed()


def stories() -> list[str]:
    """Names of the stories that come with the source."""
    return sorted(story.stem for story in STORIES.glob("*.story"))


def story_named(name: str) -> Path | None:
    """The story of this name."""
    return STORIES / f"{name}.story" if name in stories() else None


async def in_browser(
    settings: Settings, host: str, port: int | None, *, is_public: bool, story: Path | None = None
) -> None:
    """Show the demonstration or a story at this address until cancelled. Without a port it is 8080, or a free one."""
    await Stage(settings, story).perform(host, port, is_public=is_public)


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201
