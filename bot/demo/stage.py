"""``obwarzanek demo``: the bot without a token, on a local Telegram with invented people, in the browser."""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from bot.demo.content import content
from bot.demo.scene import Scene, end_of_jump, metropolis, story_place
from bot.demo.story import StoryError, play
from bot.demo.tour import Guide
from bot.demo.town import Town
from bot.playground import World
from bot.playground.hands import DeedError
from bot.playground.page import Page, show
from bot.playground.things import Change
from bot.settings import Settings
from models.calendar import utc_now

log = logging.getLogger(__name__)

INVITATION = """\
Obwarzanek działa bez tokenu, na lokalnym Telegramie. Wszyscy ludzie są zmyśleni. Koniec: Ctrl+C
Obwarzanek at work without a token, on a local Telegram. All people are invented. Ctrl+C ends it.

    {url}
"""
STORIES = Path(__file__).parents[2] / "tests" / "stories"
READING = 1.5
"""Seconds of reading time between the lines of a story, and between the deeds of a step that shows itself."""
LOOKING = 6.0
"""Seconds in which a step that shows itself is read, and what came of it is looked at."""


class Stage:
    """What the page offers beside the phones: the clock, the tours, a story, and a new beginning."""

    def __init__(self, settings: Settings, story: Path | None = None, *, is_public: bool = False) -> None:
        self._settings = settings
        self._story = story
        self._is_public = is_public
        self._showing: asyncio.Task[None] | None = None
        self._told: dict[str, Any] | None = None
        self._page = Page(World(), self)
        self._scene: Scene | None = None
        self._again = asyncio.Event()
        self._is_busy = True

    async def perform(self, host: str, port: int | None) -> None:
        """Show one scene after another, each until a visitor begins anew."""
        async with show(self._page, host, port, is_public=self._is_public) as url:
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
            at_work = [task for task in (again, story, self._showing) if task is not None]
            self._showing = None
            for task in at_work:
                task.cancel()
            await asyncio.gather(*at_work, return_exceptions=True)

    async def _play_story(self, town: Town) -> None:
        if self._story is None:
            return
        try:
            await play(town, self._story, self._tell, as_markup=False)
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
        communes = len(self._settings.the_association.communes)
        return {
            "now": now.astimezone(self._settings.zone).isoformat(timespec="seconds"),
            "busy": self._is_busy,
            "resets": not self._is_public,
            "what": {name: words.format(communes=communes) for name, words in content().guide.about},
            "jumps": [{"id": f"jump:{name}", "label": label.model_dump()} for name, label in jumps.items()],
            "about": here.about if here else {},
            "first": here.first if here else [],
            "tours": guide.show() if guide else [],
            "tour": guide.tour.name if guide and guide.tour else None,
            "showing": self._showing is not None,
            "story": self._told,
        }

    async def direct(self, what: str) -> None:
        """Move the clock, begin a tour or begin anew; ignored while the clock moves."""
        if what == "reset" and self._is_public:
            raise DeedError("on a public page nobody begins anew for all the others")
        if self._scene is None or self._is_busy:
            return
        match what.partition(":"):
            case ("reset", _, _):
                self._is_busy = True
                self._again.set()
            case ("tour", _, name) if self._scene.guide is not None:
                self._begin_tour(self._scene, self._scene.guide, name)
            case ("jump", _, name) if self._story is None:
                await self._jump(self._scene, name)
        self._page.show_changed()

    def _begin_tour(self, here: Scene, guide: Guide, name: str) -> None:
        if self._showing is not None:
            self._showing.cancel()
            self._showing = None
        guide.begin(name)
        if guide.tour is content().guide.showing:
            self._showing = asyncio.create_task(self._show_itself(here, guide))

    async def _show_itself(self, here: Scene, guide: Guide) -> None:
        """Do what the steps say, at reading speed; where it goes differently the visitor takes over."""
        for number, step in enumerate(content().guide.showing.steps):
            await asyncio.sleep(LOOKING)
            for deed in step.does:
                await asyncio.sleep(READING)
                if deed.startswith("@"):
                    await self._jump(here, deed[1:])
                elif not await here.act(step.who, deed):
                    break
                self._page.show_changed()
            if not guide.has_done(number):
                break
        self._showing = None
        self._page.show_changed()

    async def _jump(self, here: Scene, name: str) -> None:
        self._is_busy = True
        try:
            until = end_of_jump(name, here.town.clock)
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
    await Stage(settings, story, is_public=is_public).perform(host, port)


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201
