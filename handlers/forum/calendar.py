"""A forum for calendars: the file behind [📅 Kalendarz]; its holders get it again when the forum changes or is called
off."""

from collections.abc import Callable

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.refusal import NotAllowed, Refused
from bot.conversation.turn import Turn
from bot.files.ics import calendar_file
from handlers.forum.notices.calendar import attendee, meeting_of, send_file, what_it_is
from handlers.forum.views import Calendar, forum_for
from models.forum import delegate as delegates
from models.forum import entry as forum_entry
from models.forum import listing as forum_list
from models.forum.delegate import State
from models.forum.listing import Reader
from models.people.permission import Needs, Right

calendar = Conversation("forum_calendar", Draft, who=Right.READ_FORUMS)


@calendar.tapped(Calendar)
async def hand_over(turn: Turn[Draft], tap: Calendar) -> None:
    """Sends the file, and from now on each newer one; people who are no longer sent do not get it."""
    of = await forum_for(turn, tap.forum, Right.READ_FORUMS, locked=True)
    if not await forum_list.sees(turn.session, Reader.of(turn.person, turn.memberships), tap.forum):
        raise NotAllowed
    sent = await delegates.of_person(turn.session, tap.forum, turn.person.id)
    own = sent.delegate if sent is not None else None
    if own is not None and own.state is State.REMOVED and not turn.may(Right.DELEGATE, own.commune_id):
        raise Refused("forum_answer.removed")
    what, who = what_it_is(of.forum), attendee(turn.person, own)

    async def meeting() -> Callable[[], bytes]:
        told = meeting_of(turn, of.forum)
        return lambda: calendar_file(told, who, cancelled=what != "file")

    content = await turn.drawn((tap.forum, of.forum.sequence, what, who), meeting)
    await forum_entry.note(turn.session, tap.forum, turn.person)
    send_file(turn, of, turn.person, what, content, Needs(Right.READ_FORUMS))
