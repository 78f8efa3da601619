"""Taking attendance: the conversation, and where in its lists somebody is."""

from bot.conversation.dialog import Conversation
from bot.conversation.turn import Turn
from handlers.choosing import Choosing
from models.forum import forum as forums
from models.forum.attendance import is_taken
from models.forum.forum import Called
from models.people.right import Right


class Ticking(Choosing):
    """Whose attendance is taken, and who is about to be added."""

    forum: int
    name: str = ""
    function: str = ""


attendance = Conversation("forum_attendance", Ticking, who=Right.CALL_FORUM, mended_with="forums")


async def still(turn: Turn[Ticking], *, locked: bool = False) -> Called | None:
    """The forum, asked anew at every step; else the dialog ends and says why."""
    of = await forums.called(turn.session, turn.draft.forum, locked=locked)
    if of is None or not is_taken(of.forum, turn.now):
        await turn.end("forum_attendance.not_now")
        return None
    return of
