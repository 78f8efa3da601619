"""Reminds communes that have not answered: first whoever was asked, the second time the deputies too."""

from bot.timetable import Job
from bot.voice import Voice
from handlers.status_views import ask
from models import answer, round
from models.absence import Addressee
from models.person import Person
from models.round import StatusRound


async def run(voice: Voice) -> None:
    """Of two reminders that are due at once (the bot was down) only the second is sent; in quiet hours none."""
    if not voice.house.clock.is_working_time(voice.now):
        return
    for open_one in await round.open_ones(voice.session):
        number = open_one.reminders_by(voice.now)
        if number > 0 and voice.now < open_one.closes_at:
            await _remind(voice, open_one, number)


async def _remind(voice: Voice, of: StatusRound, number: int) -> None:
    today = voice.house.clock.local(voice.now).date()
    due = await round.to_be_reminded(voice.session, of, number=number, today=today)
    rows = await answer.rows_of(voice.session, of, [a.obligation.commune_id for a in due]) if due else {}
    for asked in due:
        if asked.addressee is not None:
            asked.obligation.reminders = number
            people = _people(asked.addressee, deputies=number > 1)
            ask(voice, of, asked, people, rows.get(asked.obligation.commune_id, ()), what=f"remind-{number}")


def _people(addressee: Addressee, *, deputies: bool) -> list[Person]:
    return [addressee.person, *(addressee.deputies if deputies else ())]


job = Job("status-remind", run, "reminds communes that have not answered the status")
