"""Calls the next forum of a series once the last one is over (called off or not)."""

from bot.conversation.voice import Voice
from bot.timetable import Job
from handlers.forum.series import call_next
from models.forum import forum


async def run(voice: Voice) -> None:
    """Of those whose time has passed while the bot was down none is called."""
    for of in await forum.to_be_continued(voice.session, now=voice.now):
        await call_next(voice, of)


job = Job("forum-series", run, "calls the next forum of a series")
