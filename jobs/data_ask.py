"""Calls for data: asks communes, reminds the silent, and when answers were due tells their chairs and the Office,
and calls the next one of a series."""

from functools import partial

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job, Work
from handlers.data.notices import SEES, card_of, question, redraw, tell_of_next
from handlers.obligation.notices import ask_communes, remind, tell_chairs
from models.data import call as calls
from models.data import series
from models.data.call import DataCall
from models.obligation import Obligation
from models.people import person


async def run(outgoing: Outgoing, *, beyond: int = 0, after: int = 0) -> Work | None:
    """One call after the other, some communes at a time. One job for all three: a look at what is open costs once."""
    of = await calls.next_open(outgoing.session, after=beyond, now=outgoing.now)
    if of is None:
        return None
    if of.closed_at is not None:  # meanwhile
        return partial(run, beyond=of.id)
    if of.waiting is not None:
        await calls.ask(outgoing.session, of)
        await redraw(outgoing, of)
    waits = [await _waits_for(outgoing, of, one) for one in await calls.with_more_time(outgoing.session, of.id)]
    if outgoing.now >= of.due_at:
        return partial(run, beyond=beyond if await _has_told_some(outgoing, of, is_last=not any(waits)) else of.id)
    reached = [await does(outgoing, question(of), after=after) for does in (ask_communes, remind)]
    on = [commune for commune in reached if commune is not None]
    return partial(run, beyond=beyond, after=min(on)) if on else partial(run, beyond=of.id)


async def _waits_for(outgoing: Outgoing, of: DataCall, alone: Obligation) -> bool:
    """A commune that has a deadline of its own is asked and reminded until then; False: its chair is told."""
    its_own = question(of, alone)
    if outgoing.now >= its_own.matter.moments[-1]:
        return await tell_chairs(outgoing, its_own)
    await ask_communes(outgoing, its_own)
    await remind(outgoing, its_own)
    return True


async def _has_told_some(outgoing: Outgoing, of: DataCall, *, is_last: bool) -> bool:
    """Some of the chairs; False: all of them are told, and the Office how it stands, unless a commune has more time.
    Whoever answers later is late."""
    if await tell_chairs(outgoing, question(of)):
        return True
    if not is_last:
        return False
    calls.close(of, now=outgoing.now)
    following = await series.follow(outgoing.session, of, clock=outgoing.services.clock, now=outgoing.now)
    await outgoing.session.flush()
    outgoing.tell(
        await person.office(outgoing.session), await card_of(outgoing, of),
        needs=SEES, once=f"{of.matter.subject}:closed", due=outgoing.working_time,
    )  # fmt: skip
    await redraw(outgoing, of)
    await tell_of_next(outgoing, of, following)
    return False


job = Job("data-ask", run, "asks communes for data, reminds the silent, tells their chairs when it is over")
