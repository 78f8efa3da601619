"""Opens the round of the week when its time has come, and asks every commune that has not been asked."""

from datetime import date, timedelta
from functools import partial

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job, Work
from handlers.obligation.notices import ask_communes
from handlers.status.notices import weekly
from jobs import status_close
from models import setting
from models.setting import Moments
from models.status import status_round


async def run(outgoing: Outgoing) -> Work | None:
    """A round that was due while the bot was down is opened now, unless it would be over by now."""
    clock = outgoing.services.clock
    weekly = await setting.weekly(outgoing.session)
    this_monday = status_round.monday_of(outgoing.today)
    # a holiday may move the opening into the week after; of two that are due only the newer one is opened
    for monday in (this_monday, this_monday - timedelta(weeks=1)):
        moments = setting.moments(weekly, monday, clock)
        if moments.opens <= outgoing.now:
            has_opened = await _open(outgoing, monday, moments)
            return await (_close_older(outgoing) if has_opened else _ask(outgoing))
    return await _ask(outgoing)


async def _close_older(outgoing: Outgoing) -> Work | None:
    """Nobody can answer it any more."""
    return _close_older if await status_close.run(outgoing) is not None else await _ask(outgoing)


async def _ask(outgoing: Outgoing, *, after: int = 0) -> Work | None:
    """Some communes at a time."""
    current = await status_round.current(outgoing.session)
    reached = await ask_communes(outgoing, weekly(current), after=after) if current is not None else None
    return partial(_ask, after=reached) if reached is not None else None


async def _open(outgoing: Outgoing, monday: date, moments: Moments) -> bool:
    """Unless it was due before this deployment began."""
    installed = await setting.installed_at(outgoing.session)
    if installed is not None and moments.opens < installed <= outgoing.now:
        return False
    return await status_round.open_round(outgoing.session, monday=monday, moments=moments, now=outgoing.now) is not None


job = Job("status-open", run, "opens the week's status round and asks the communes")
