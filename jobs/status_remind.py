"""Reminds communes that have not answered: first whoever was asked, the second time the deputies too."""

from bot.timetable import Job
from bot.voice import Voice
from handlers.status_views import ask
from models import answer, round
from models.absence import Addressee
from models.person import Person
from models.round import StatusRound


async def run(voice: Voice) -> None:
    """Of two reminders that are due at once (the bot was down) only the second is sent."""
    for open_one in await round.open_ones(voice.session):
        if voice.now >= open_one.closes_at:
            continue
        if voice.now >= open_one.reminds_again_at:
            await _remind(voice, open_one, "remind-2", deputies=True)
        elif voice.now >= open_one.reminds_at:
            await _remind(voice, open_one, "remind-1", deputies=False)


async def _remind(voice: Voice, of: StatusRound, what: str, *, deputies: bool) -> None:
    clock = voice.house.clock
    silent = await round.unanswered(voice.session, of, today=clock.local(voice.now).date())
    rows = await answer.rows_of(voice.session, of, [a.obligation.commune_id for a in silent]) if silent else {}
    due = clock.working_time(voice.now)
    for asked in silent:
        if asked.addressee is not None:
            people = _people(asked.addressee, deputies=deputies)
            ask(voice, of, asked, people, rows.get(asked.obligation.commune_id, ()), what=what, due=due)


def _people(addressee: Addressee, *, deputies: bool) -> list[Person]:
    return [addressee.person, *(addressee.deputies if deputies else ())]


job = Job("status-remind", run, "reminds communes that have not answered the status")
