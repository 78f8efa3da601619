"""Opens the round of the week when its time has come, and asks every commune that has not been asked."""

from datetime import date, timedelta

from bot.timetable import Job
from bot.voice import Voice
from handlers.status_views import ask_communes
from jobs.status_close import close
from models import round, setting
from models.setting import Moments


async def run(voice: Voice) -> None:
    """A round that was due while the bot was down is opened now, unless it would be over by now."""
    clock = voice.house.clock
    weekly = await setting.weekly(voice.session)
    this_monday = round.monday_of(clock.local(voice.now).date())
    # a holiday may move the opening into the week after; of two that are due only the newer one is opened
    for monday in (this_monday, this_monday - timedelta(weeks=1)):
        moments = setting.moments(weekly, monday, clock)
        if moments.opens <= voice.now:
            await _open(voice, monday, moments)
            break
    for open_one in await round.open_ones(voice.session):
        await ask_communes(voice, open_one)


async def _open(voice: Voice, monday: date, moments: Moments) -> None:
    """Unless it was due before this deployment began."""
    installed = await setting.installed_at(voice.session)
    if installed is not None and moments.opens < installed <= voice.now:
        return
    opened = await round.open_round(voice.session, monday=monday, moments=moments, now=voice.now)
    if opened is not None:
        await _close_older(voice, opened)


async def _close_older(voice: Voice, opened: round.StatusRound) -> None:
    for older in await round.open_ones(voice.session):
        if older.week < opened.week:
            await close(voice, older)


job = Job("status-open", run, "opens the week's status round and asks the communes")
