"""The Office is told which forum of a series comes next, and what will go out."""

from bot.conversation.voice import Message, Voice, button
from handlers.forum.views import Show, heading, rhythm
from models.forum.forum import Forum
from models.people import person
from models.people.right import Needs, Right


async def tell_of_next(voice: Voice, new: Forum) -> None:
    """With a button to its live card, where it can be changed or called off."""
    clock = voice.house.clock
    is_day_off = not clock.is_working_day(clock.local(new.starts_at).date())
    voice.tell(
        await person.office(voice.session), lambda words: Message(
            words(
                "forum_series.next",
                heading=heading(words, voice.house, new),
                rhythm=rhythm(words, new.rule or ""),
                at=voice.house.moment(words, new.send_at),
            )
            + (words("forum_series.day_off") if is_day_off else ""),
            [[button(words, "forum_series.show", Show(forum=new.id or 0))]],
        ),
        needs=Needs(Right.CALL_FORUM), once=f"forum:{new.id}:next", due=clock.working_time(voice.now),
    )  # fmt: skip
