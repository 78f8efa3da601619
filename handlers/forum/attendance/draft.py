"""Taking attendance: the conversation and its draft."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from models.forum import forum as forums
from models.forum.attendance import is_taken
from models.forum.forum import ForumView
from models.people.permission import Right


class Ticking(Draft):
    """Whose attendance is taken, and the newcomer being added."""

    forum: int
    name: str = ""
    function: str = ""


attendance = Conversation("forum_attendance", Ticking, who=Right.CALL_FORUM, mended_with="forums")


async def still(turn: Turn[Ticking], *, locked: bool = False) -> ForumView:
    """The forum, read anew at every step."""
    of = await forums.called(turn.session, turn.draft.forum, locked=locked)
    if of is None or not is_taken(of.forum, turn.now):
        raise Refused("forum_attendance.not_now")
    return of
