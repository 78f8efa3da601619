"""Reminds communes that have not answered: first whoever was asked, the second time the deputies too."""

from functools import partial

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job, Work
from handlers.obligation.notices import remind
from handlers.status.notices import weekly
from models.status import status_round


async def run(outgoing: Outgoing, *, after: int = 0) -> Work | None:
    """Some communes at a time."""
    of = await status_round.current(outgoing.session)
    reached = await remind(outgoing, weekly(of), after=after) if of is not None else None
    return partial(run, after=reached) if reached is not None else None


job = Job("status-remind", run, "reminds communes that have not answered the status")
