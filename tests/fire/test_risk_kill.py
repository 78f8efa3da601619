"""kill -9 at every step of /ryzyko: what was said is there, the risk is there once, and the conversation goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlmodel import select

from bot.playground.things import Message
from bot.settings import Settings
from models.database import Database
from models.risk.event import Kind, RiskEvent
from models.risk.risk import Risk, RiskAttachment
from tests.conftest import on_sqlite
from tests.fire.kill_harness import KillHarness, Size, kill_harness
from tests.fire.weekly import SimulatedUser

STEPS = 5


class Reporter(SimulatedUser):
    """Somebody who reports a risk, each step when they have seen what the one before it brought."""

    killing: Callable[[], Awaitable[None]] | None = None
    """What happens as soon as they have seen it."""

    async def _does(self, act: Callable[[], Awaitable[None]], sees: str, button: str = "") -> Message:
        seen = await super()._does(act, sees, button)
        if self.killing is not None:
            await self.killing()
        return seen

    async def reports(self) -> None:
        of, how_bad = self.projects[0], "🔴 Krytyczne"
        question = await self._says("/ryzyko", "Czego dotyczy?", of)
        await self._taps(of, question, "Jak poważne?", how_bad)
        await self._does(self.person.send_photo, "📎 1", how_bad)
        question = await self._says("Osuwisko", "Osuwisko", how_bad)
        await self._taps(how_bad, question, "zgłoszone", "↩️ Wycofaj")


async def killed_in_the_middle(here: KillHarness, reporter: Reporter) -> int:
    """A bot does the step at which the one before it has died, and dies at the next with all of it written, nothing
    committed."""
    deaths = 0
    reporting = asyncio.create_task(reporter.reports())
    while not reporting.done():
        bot = await here.start("before commit", "2")
        dying = asyncio.create_task(bot.wait())
        await asyncio.wait((reporting, dying), return_when=asyncio.FIRST_COMPLETED)
        deaths += dying.done()
        await here.kill(bot)
        await dying
    await reporting
    return deaths


async def killed_after_it(here: KillHarness, reporter: Reporter) -> int:
    """A bot does a step and is killed as soon as its answer is there."""
    bot = await here.start()

    async def killing() -> None:
        nonlocal bot
        await here.kill(bot)
        bot = await here.start()

    reporter.killing = killing
    await reporter.reports()
    await here.kill(bot)
    return len(here.kills) - 1


Reports = Callable[[KillHarness, Reporter], Awaitable[int]]


@on_sqlite
@pytest.mark.parametrize("killed", [killed_in_the_middle, killed_after_it])
async def test_a_bot_that_is_killed_at_every_step_loses_and_doubles_nothing(
    settings: Settings, tmp_path: Path, killed: Reports
) -> None:
    async with kill_harness(Size(users=1, projects=2, chats=1, per_second=0), settings, tmp_path) as here:
        [user] = here.users
        deaths = await killed(here, Reporter(user.person, user.projects, user.chance))
        assert deaths >= STEPS - 1
        await here.start()
        await here.at_rest()
    database = Database(settings.database_url)
    async with database.transaction() as session:
        risks = (await session.exec(select(Risk))).all()
        files = (await session.exec(select(RiskAttachment.risk_id))).all()
        raised = (await session.exec(select(RiskEvent.risk_id).where(RiskEvent.kind == Kind.RAISED))).all()
    await database.close()
    assert [(risk.number, risk.text) for risk in risks] == [("R-1", "Osuwisko")]
    assert files == raised == [1]
