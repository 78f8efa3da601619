"""Closes a round at its time: the chairs of silent communes are told, the Office gets the digest and the trend."""

from collections.abc import Sequence

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job, Work
from handlers.status.notices import CHUNK, about, once, show_trend, tell_results
from handlers.status.views.report import report
from models.mail import outbox
from models.people import person
from models.people.commune import Commune
from models.people.permission import Needs, Right, Role
from models.status import digest, result, status_round
from models.status.status_round import StatusRound


async def run(outgoing: Outgoing) -> Work | None:
    """Some of the chairs at a time; when all of them are told, the round is closed, and then all communes are told how
    it has ended, some at a time.

    Whoever answers before counts as in time, and what their chair is told is withdrawn if it can be.
    """
    of = await status_round.over(outgoing.session, now=outgoing.now)
    if of is None:
        return None
    if of.closed_at is not None:
        await tell_results(outgoing, of, await result.to_be_told(outgoing.session, of, limit=CHUNK))
        return run
    silent = await status_round.tell_of_silence(outgoing.session, of, limit=CHUNK)
    if silent:
        await _tell_chairs(outgoing, of, silent)
    else:
        await _close(outgoing, of)
    return run


async def _tell_chairs(outgoing: Outgoing, of: StatusRound, silent: Sequence[Commune]) -> None:
    """Of what was asked nothing is sent any more."""
    ids = [commune.id for commune in silent]
    await outbox.drop(outgoing.session, *(about(of, id) for id in ids))
    due = outgoing.services.clock.working_time(outgoing.now)
    chairs = await person.members(outgoing.session, commune_ids=ids, roles=(Role.CHAIR, Role.CHAIR_DEPUTY))
    for id, commune in zip(ids, silent, strict=True):
        outgoing.tell(
            [chair.person for chair in chairs if chair.membership.commune_id == id],
            "status.chair_of_silent", needs=Needs(Right.ANSWER_STATUS, id), once=once(of, id, "chair"), due=due,
            about=about(of, id), week=of.number, commune=commune.name,
        )  # fmt: skip


async def _close(outgoing: Outgoing, of: StatusRound) -> None:
    """Answers that come later are taken and marked late."""
    status_round.close(of, now=outgoing.now)
    found = await digest.digest(outgoing.session, of, today=outgoing.today)
    office, due = await person.office(outgoing.session), outgoing.services.clock.working_time(outgoing.now)
    outgoing.tell(
        office,
        lambda words: report(words, outgoing.services, found),
        needs=Needs(Right.SEE_ROUND),
        once=f"status-digest:{of.week}",
        due=due,
    )
    as_of = found.answered, found.sums
    await show_trend(outgoing, of, office, as_of=as_of, urgent=False, key=f"status-trend:{of.week}", due=due)


job = Job("status-close", run, "closes the status round; the Office gets the digest and the trend, teams their result")
