"""Forgets every night what is older than 90 days and not needed any more."""

from datetime import timedelta

from bot.conversation.outgoing import Outgoing
from bot.ops.backup import night_of
from bot.timetable import Job
from models.forgetting import retention

EVERY = timedelta(seconds=5)


async def run(outgoing: Outgoing) -> None:
    """Some at a time, until there is no more of it tonight."""
    await retention.forget(
        outgoing.session, night=night_of(outgoing.services.clock.local(outgoing.now)), now=outgoing.now
    )


job = Job("forget", run, "forgets messages and updates of 90 days ago, once a night", every=EVERY)
