"""Opens the round of the week when its time has come, and asks every commune that has not been asked."""

from datetime import date, timedelta
from functools import partial

from bot.conversation.voice import Voice
from bot.timetable import Job, Work
from handlers.status.notices import ask_communes
from jobs import status_close
from models import setting
from models.setting import Moments
from models.status import status_round as round


async def run(voice: Voice) -> Work | None:
    """A round that was due while the bot was down is opened now, unless it would be over by now."""
    clock = voice.house.clock
    weekly = await setting.weekly(voice.session)
    this_monday = round.monday_of(voice.today)
    # a holiday may move the opening into the week after; of two that are due only the newer one is opened
    for monday in (this_monday, this_monday - timedelta(weeks=1)):
        moments = setting.moments(weekly, monday, clock)
        if moments.opens <= voice.now:
            has_opened = await _open(voice, monday, moments)
            return await (_close_older(voice) if has_opened else _ask(voice))
    return await _ask(voice)


async def _close_older(voice: Voice) -> Work | None:
    """Nobody can answer it any more."""
    return _close_older if await status_close.run(voice) is not None else await _ask(voice)


async def _ask(voice: Voice, *, after: int = 0) -> Work | None:
    """Some communes at a time."""
    current = await round.current(voice.session)
    reached = await ask_communes(voice, current, after=after) if current is not None else None
    return partial(_ask, after=reached) if reached is not None else None


async def _open(voice: Voice, monday: date, moments: Moments) -> bool:
    """Unless it was due before this deployment began."""
    installed = await setting.installed_at(voice.session)
    if installed is not None and moments.opens < installed <= voice.now:
        return False
    return await round.open_round(voice.session, monday=monday, moments=moments, now=voice.now) is not None


job = Job("status-open", run, "opens the week's status round and asks the communes")
