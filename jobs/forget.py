"""Forgets every night what is older than 90 days and not needed any more."""

from datetime import timedelta

from bot.conversation.voice import Voice
from bot.ops.keeping import night_of
from bot.timetable import Job
from models.forgetting import retention

EVERY = timedelta(seconds=5)


async def run(voice: Voice) -> None:
    """Some at a time, until there is no more of it tonight."""
    await retention.forget(voice.session, night=night_of(voice.house.clock.local(voice.now)), now=voice.now)


job = Job("forget", run, "forgets messages and updates of 90 days ago, once a night", every=EVERY)
