"""Closes a round at its time: the chairs of silent communes are told, the Office gets the digest."""

from bot.timetable import Job
from bot.voice import Message, Voice
from handlers.report import summary
from handlers.status_views import about, once
from models import digest, outbox, person, round
from models.right import Role
from models.round import StatusRound


async def run(voice: Voice) -> None:
    """Rounds whose time is over."""
    for open_one in await round.open_ones(voice.session):
        if voice.now >= open_one.closes_at:
            await close(voice, open_one)


async def close(voice: Voice, of: StatusRound) -> None:
    """Close the round; answers that come later are taken and marked late."""
    round.close(of, now=voice.now)
    found = await digest.digest(voice.session, of)
    due = voice.house.clock.working_time(voice.now)
    silent = {state.commune.id: state.commune.name for state in found.silent}
    chairs = await person.members(voice.session, roles=(Role.CHAIR, Role.CHAIR_DEPUTY)) if silent else []
    for commune_id, name in silent.items():
        await outbox.drop(voice.session, about(of, commune_id or 0))
        voice.tell(
            [chair.person for chair in chairs if chair.membership.commune_id == commune_id],
            "status.chair_of_silent", once=once(of, commune_id or 0, "chair"), due=due,
            about=about(of, commune_id or 0), week=of.number, commune=name,
        )  # fmt: skip
    voice.tell(
        await person.office(voice.session),
        lambda words: Message(summary(words, voice.house, found)),
        once=f"status-digest:{of.week}",
        due=due,
    )


job = Job("status-close", run, "closes the status round and sends the digest to the Office")
