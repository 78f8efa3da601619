"""Where the demonstration plays: a town, its people, and the clock."""

import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.demo.content import content
from bot.demo.data import move_in
from bot.demo.others import job as others_answer
from bot.demo.story import BEGINS
from bot.demo.tour import Guide
from bot.demo.town import Town, a_town
from bot.playground import Person
from bot.settings import Settings
from models.calendar import Clock, utc_now
from models.setting import Moments, Weekly, moments
from models.status.status_round import monday_of

log = logging.getLogger(__name__)

FIRST = ("anna", "jan", "ewa")
"""People whose phones are open at first."""
STEP, QUIET_STEP = timedelta(minutes=30), timedelta(hours=3)
"""Steps in which the clock jumps, so that everything happens at its own hour; little happens in quiet hours."""
FARTHEST = timedelta(days=14)
"""How far the clock may jump to the next thing that happens."""
BEFORE = timedelta(minutes=5)
"""How long before the last round opens everybody moves in."""
A_WEEK, A_MINUTE = timedelta(weeks=1), timedelta(minutes=1)


@dataclass
class Scene:
    """A town, descriptions of its people, and a clock that a visitor puts forward or a story moves."""

    town: Town
    people: Mapping[str, Person] = field(default_factory=dict)
    about: Mapping[int, dict[str, str]] = field(default_factory=dict)
    guide: Guide | None = None
    ahead: timedelta = timedelta()

    @property
    def first(self) -> list[int]:
        """Whose phones are open at first."""
        return [self.people[name].id for name in FIRST if name in self.people]

    async def move_to(self, moment: datetime) -> None:
        """Set the clock and run every job that is due."""
        self.ahead = moment - utc_now()
        await self.town.app.timetable.tick()
        await self.town.settled()

    async def pass_time(self, until: datetime, *, or_news: bool = False, passed: Callable[[], None]) -> None:
        """Let time pass step by step; ``or_news``: stop when a phone rings."""
        world, clock = self.town.world, self.town.clock
        tick = world.tick
        while (now := clock.now()) < until and not (or_news and world.tick > tick):
            await self.move_to(min(_next_step(now, clock), until))
            passed()

    async def act(self, name: str, deed: str) -> bool:
        """Tap [a button] or write, as somebody of this name does; False where there is no such button."""
        label = re.fullmatch(r"\[(.+)\]", deed)
        try:
            await (self.people[name].tap(label[1]) if label else self.people[name].say(deed))
        except AssertionError:
            log.info("%s sees no button %s", name, deed)
            return False
        return True


def end_of_jump(name: str, clock: Clock) -> datetime:
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
        case "closing":
            mondays = (monday_of(now.date()) + weeks * A_WEEK for weeks in count(-1))
            return next(end for monday in mondays if (end := moments(Weekly(), monday, clock).closes) > clock.now())
        case _:
            return clock.now() + FARTHEST


def _next_step(now: datetime, clock: Clock) -> datetime:
    if clock.is_working_time(now):
        return now - (now - datetime.min.replace(tzinfo=UTC)) % STEP + STEP
    return min(now + QUIET_STEP, clock.working_time(now))


@asynccontextmanager
async def metropolis(settings: Settings) -> AsyncIterator[Scene]:
    """Set up the bot among the invented people of the association, just after a round has ended; the clock runs."""
    with _own_database(settings):
        clock = Clock(settings.zone, settings.the_association.country)
        await clock.know_holidays()
        last = last_round(clock)
        ahead = last.opens - BEFORE - utc_now()
        clock.now = lambda: utc_now() + ahead
        async with a_town(settings, clock, scheduled=True) as town:
            cast = await move_in(town.database, town.world, clock, settings.the_association)
            town.app.timetable.jobs = (others_answer, *town.app.timetable.jobs)
            here = Scene(town, cast.people, cast.about, Guide(cast.people), ahead)
            clock.now = lambda: utc_now() + here.ahead
            await _relive(here, last)
            yield here


def last_round(clock: Clock) -> Moments:
    """The moments of the last round that is over, by the timetable with which an association begins."""
    mondays = (monday_of(clock.today()) - weeks * A_WEEK for weeks in count())
    rounds = (moments(Weekly(), monday, clock) for monday in mondays)
    return next(each for each in rounds if each.closes < clock.now())


async def _relive(here: Scene, last: Moments) -> None:
    """Let the bot live through the last round, so that the phones are not empty."""
    for scene in content().guide.before:
        await here.move_to(getattr(last, scene.at) + scene.minutes * A_MINUTE)
        for deed in scene.does:
            # an association of one's own has other projects
            if not await here.act(scene.who, deed):
                break


@asynccontextmanager
async def story_place(settings: Settings) -> AsyncIterator[Scene]:
    """Set up an empty town at the moment when stories begin; the clock stands still."""
    with _own_database(settings):
        begins = BEGINS.replace(tzinfo=settings.zone)
        async with a_town(settings, Clock(settings.zone, "PL", now=lambda: begins)) as town:
            yield Scene(town)


@contextmanager
def _own_database(settings: Settings) -> Iterator[None]:
    with TemporaryDirectory(prefix="obwarzanek-") as folder:
        settings.database_url = f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}"
        yield
