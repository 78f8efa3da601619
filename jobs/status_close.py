"""Closes a round at its time: the chairs of silent communes are told, the Office gets the digest and the trend."""

from functools import partial

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job, Work
from handlers.obligation.notices import CHUNK, tell_chairs
from handlers.status.notices import show_trend, tell_results, weekly
from handlers.status.views.report import report
from models import obligation
from models.people import person
from models.people.permission import Needs, Right
from models.status import digest, result, status_round
from models.status.result import Whole
from models.status.status_round import StatusRound


async def run(outgoing: Outgoing, *, whole: Whole | None = None) -> Work | None:
    """Some of the chairs at a time; when all of them are told, the round is closed, and then all communes are told how
    it has ended, some at a time; how all stand together is read once for the ``whole`` round.

    Whoever answers before counts as in time, and what their chair is told is withdrawn if it can be.
    """
    of = await status_round.over(outgoing.session, now=outgoing.now)
    if of is None:
        return None
    if of.closed_at is not None:
        if whole is None or whole.round_id != of.id:
            whole = await result.whole(outgoing.session, of)
        communes = await obligation.tell_of_result(outgoing.session, of.matter, limit=CHUNK)
        await tell_results(outgoing, of, communes, whole)
        return partial(run, whole=whole)
    if not await tell_chairs(outgoing, weekly(of)):
        await _close(outgoing, of)
    return run


async def _close(outgoing: Outgoing, of: StatusRound) -> None:
    """Answers that come later are taken and marked late; the digest is read when the picture over it is drawn."""
    status_round.close(of, now=outgoing.now)
    office, due = await person.office(outgoing.session), outgoing.working_time
    stands = await result.whole(outgoing.session, of)
    as_of = stands.answered, stands.lights
    await show_trend(outgoing, of, office, as_of=as_of, urgent=False, key=f"status-trend:{of.week}", due=due)
    found = await digest.digest(outgoing.session, of, today=outgoing.today)
    outgoing.tell(
        office,
        lambda words: report(words, outgoing.services, found),
        needs=Needs(Right.SEE_ROUND),
        once=f"status-digest:{of.week}",
        due=due,
    )


job = Job("status-close", run, "closes the status round; the Office gets the digest and the trend, teams their result")
