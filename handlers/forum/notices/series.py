"""Tells the Office which forum of a series comes next, and what will be sent."""

from bot.conversation.outgoing import Message, Outgoing, button
from handlers.forum.views import Show, heading, rhythm
from models.forum.forum import Forum
from models.people import person
from models.people.permission import Needs, Right


async def tell_of_next(outgoing: Outgoing, new: Forum) -> None:
    """With a button to its live card, where it can be changed or called off."""
    clock = outgoing.services.clock
    is_day_off = not clock.is_working_day(clock.local(new.starts_at).date())
    outgoing.tell(
        await person.office(outgoing.session), lambda words: Message(
            words(
                "forum_series.next",
                heading=heading(words, outgoing.services, new),
                rhythm=rhythm(words, new.rule or ""),
                at=outgoing.services.moment(words, new.send_at),
            )
            + (words("forum_series.day_off") if is_day_off else ""),
            [[button(words, "forum_series.show", Show(forum=new.id))]],
        ),
        needs=Needs(Right.CALL_FORUM), once=f"forum:{new.id}:next", due=outgoing.working_time,
    )  # fmt: skip
