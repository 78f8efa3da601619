"""Decisions and materials of a forum for all its delegates: a text, files, and whether a receipt is asked for.

They go out as an announcement, whose card shows how many have got and read them.
"""

from markupsafe import Markup

from bot.conversation.buttons import Answer, Button, ticked
from bot.conversation.dialog import Conversation
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused, Stale
from bot.conversation.step import ends
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.announcement.draft import ANY_LENGTH, Content, takes_more
from handlers.announcement.views import copies, excerpt, show_card
from handlers.forum.notices.live_card import Materials
from handlers.forum.views import forum_for, heading
from models import announcement as announcements
from models.announcement import FILES_LIMIT, Announcement
from models.db.base import NOT_KEPT
from models.forum import delegate as delegates
from models.forum import forum as forums
from models.forum.delegate import State
from models.forum.forum import ForumView
from models.people.permission import Right

GUESTS_SHOWN = 20


class MaterialsDraft(Content):
    forum: int


materials = Conversation("forum_materials", MaterialsDraft, who=Right.CALL_FORUM, mended_with="announcement")


@materials.tapped(Materials)
async def begin(turn: Turn[MaterialsDraft], tap: Materials) -> None:
    """[📎 Materiały]: before the forum or after it."""
    of = await forum_for(turn, tap.forum, Right.CALL_FORUM)
    if of.forum.cancelled_at is not None:
        raise Stale
    await turn.begin(materials, MaterialsDraft(forum=tap.forum), ask_content)


# --- what is sent ----------------------------------------


@materials.step
async def ask_content(turn: Turn[MaterialsDraft]) -> Message:
    """Decisions or materials."""
    of = await _still(turn)
    title = heading(turn.words, turn.services, of.forum)
    question = turn.words("forum_materials.ask_content", heading=title, limit=FILES_LIMIT)
    return Message(question, [[turn.answer("common.discard")]])


async def _still(turn: Turn[MaterialsDraft]) -> ForumView:
    """The forum, read anew at every step."""
    of = await forums.called(turn.session, turn.draft.forum)
    if of is None or of.forum.cancelled_at is not None:
        raise Refused("forum_materials.called_off")
    return of


@ask_content.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
async def tell_content(turn: Turn[MaterialsDraft], told: UserInput) -> None:
    """A text, or the first file."""
    turn.draft.add(told)
    await turn.go(ask_more)


@materials.step
async def ask_more(turn: Turn[MaterialsDraft]) -> Message:
    """One question for all that is sent."""
    draft = turn.draft
    question = excerpt(draft.text, len(draft.files)) + "\n" + turn.words("forum_materials.ask_more")
    receipt = ticked(turn.words.plain("forum_materials.ask_receipt"), chosen=draft.asks_receipt)
    ways = [turn.answer("forum_materials.preview"), turn.answer("common.discard")]
    return Message(question, [[Button(receipt, Answer(name="receipt"))], ways])


takes_more(ask_more)


# --- as the delegates will see it ----------------------------------------


@ask_more.answer("preview")
@materials.step
async def preview(turn: Turn[MaterialsDraft]) -> Message:
    """What delegates get, then how many get it, and who has to be told in another way."""
    of = await _still(turn)
    new = _announcement(turn)
    new.id = NOT_KEPT
    for message in copies(turn.words, turn.services, new, of.forum):
        turn.say(message)
    people = await announcements.how_many(turn.session, new)
    others = [turn.answer("common.mend"), turn.answer("common.discard")]
    send = [turn.answer("forum_materials.send")] if people else []
    text = turn.words("forum_materials.ask_send", n=people) if people else turn.words("forum_materials.nobody")
    return Message(text + await _guests(turn), [send, others])


async def _guests(turn: Turn[MaterialsDraft]) -> Markup:
    """Guests who come or came: the bot cannot reach them."""
    sent = await delegates.delegates(turn.session, turn.draft.forum, states=[State.ACCEPTED])
    names = [s.name for s in sent if s.person is None]
    if not names:
        return Markup("")
    shown = ", ".join(names[:GUESTS_SHOWN])
    more = turn.words("forum.and_more", n=len(names) - GUESTS_SHOWN) if len(names) > GUESTS_SHOWN else Markup("")
    return Markup("\n") + turn.words("forum_materials.guests", names=shown) + more


def _announcement(turn: Turn[MaterialsDraft]) -> Announcement:
    """To be sent in working hours."""
    draft, send_at = turn.draft, turn.working_time
    return draft.written(turn.person.id, send_at, turn.now, forum_id=draft.forum)


@preview.answer("send")
async def send(turn: Turn[MaterialsDraft]) -> None:
    """[📣 Wyślij]: from now on it is an announcement."""
    await _still(turn)
    of = await announcements.announce(turn.session, _announcement(turn))
    turn.wakes.add("announce")
    await turn.end()
    await show_card(turn, of)


materials.answer("discard")(ends("forum_materials.discarded"))


# --- mending ----------------------------------------


@preview.answer("mend")
@materials.step(answers={"preview": preview})
async def ask_other(turn: Turn[MaterialsDraft]) -> Message:
    """Asks for other words; the files stay unless all is begun anew."""
    ways = [turn.answer("forum_materials.anew"), turn.answer("forum_materials.preview")]
    return Message(turn.words("forum_materials.ask_other", n=len(turn.draft.files)), [ways])


@ask_other.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
async def tell_other(turn: Turn[MaterialsDraft], told: UserInput) -> None:
    """Replaces the words; a file is added to the others."""
    draft = turn.draft
    said = Content(text="" if told.text else draft.text, files=draft.files)
    said.add(told)
    draft.text, draft.files = said.text, said.files
    await turn.go(ask_more)


@ask_other.answer("anew")
async def begin_anew(turn: Turn[MaterialsDraft]) -> None:
    """[🧽 Od nowa]"""
    turn.draft.text, turn.draft.files = "", []
    await turn.go(ask_content)
