"""Reminds communes that have not answered: first whoever was asked, the second time the deputies too."""

from functools import partial

from bot.conversation.outgoing import Outgoing
from bot.timetable import Job, Work
from handlers.status.notices import CHUNK, after_all_of, ask
from models.people.absence import Addressee
from models.people.person import Somebody
from models.status import answer, status_round
from models.status.status_round import StatusRound


async def run(outgoing: Outgoing, *, after: int = 0) -> Work | None:
    """Of two reminders that are due at once (the bot was down) only the second is sent; in quiet hours none."""
    if not outgoing.services.clock.is_working_time(outgoing.now):
        return None
    of = await status_round.current(outgoing.session)
    number = of.reminders_by(outgoing.now) if of is not None else 0
    if of is None or number == 0 or outgoing.now >= of.closes_at:
        return None
    reached = await _remind(outgoing, of, number, after)
    return partial(run, after=reached) if reached is not None else None


async def _remind(outgoing: Outgoing, of: StatusRound, number: int, after: int) -> int | None:
    """Some communes; gives the last of them if there may be others."""
    today = outgoing.today
    some = await status_round.to_be_reminded(outgoing.session, of, number=number, today=today, after=after, limit=CHUNK)
    rows = await answer.rows_of(outgoing.session, of, [a.obligation.commune_id for a in some]) if some else {}
    for asked in some:
        if asked.addressee is not None:
            asked.obligation.reminders = number
            people = _people(asked.addressee, deputies=number > 1)
            ask(outgoing, of, asked, people, rows.get(asked.obligation.commune_id, ()), what=f"remind-{number}")
    return after_all_of(some)


def _people(addressee: Addressee, *, deputies: bool) -> list[Somebody]:
    return [addressee.person, *(addressee.deputies if deputies else ())]


job = Job("status-remind", run, "reminds communes that have not answered the status")
