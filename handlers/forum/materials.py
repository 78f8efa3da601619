"""Decisions and materials of a forum for all its delegates: a text, files, and whether they are asked to confirm.

They go out as an announcement: its card shows how far they have come and who has read them.
"""

from markupsafe import Markup

from bot.conversation.answering import leave_out_the_rest
from bot.conversation.buttons import Button, Tap, ticked
from bot.conversation.dialog import Conversation
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from bot.texts import shorten
from handlers.announcement.draft import ANY_LENGTH, Content, add
from handlers.announcement.views import copies, show_card
from handlers.forum.notices.live_card import Materials
from handlers.forum.views import forum_for, heading
from models import announcement as announcements
from models.announcement import FILES_LIMIT, Announcement
from models.forum import delegate as delegates
from models.forum import forum as forums
from models.forum.delegate import State
from models.forum.forum import Called
from models.people.right import Right

SAID_SHOWN = 200
GUESTS_SHOWN = 20


class MaterialsDraft(Content):
    """Materials in the making."""

    forum: int


class TickReceipt(Tap, tag="forum_materials.receipt", bound=True):
    """They are asked to confirm that they have read it, or not after all."""


class Preview(Tap, tag="forum_materials.preview", bound=True):
    """That is all of it."""


class Send(Tap, tag="forum_materials.send", bound=True):
    """It goes out."""


class Mend(Tap, tag="forum_materials.mend", bound=True):
    """It is to say something else."""


class Anew(Tap, tag="forum_materials.anew", bound=True):
    """All of it is to be different, the files as well."""


class Discard(Tap, tag="forum_materials.discard", bound=True):
    """It is not sent."""


materials = Conversation("forum_materials", MaterialsDraft, who=Right.CALL_FORUM, mended_with="announcement")


@materials.tapped(Materials)
async def begin(turn: Turn[MaterialsDraft], tap: Materials) -> None:
    """[📎 Materiały]: before the forum as well as after it."""
    of = await forum_for(turn, tap.forum, lambda _: turn.may(Right.CALL_FORUM))
    if of is None:
        return
    if of.forum.cancelled_at is not None:
        turn.toast("common.stale")
    else:
        await turn.begin(materials, MaterialsDraft(forum=tap.forum), ask_content)


# --- what is sent ----------------------------------------


@materials.step
async def ask_content(turn: Turn[MaterialsDraft]) -> None:
    """Decisions, materials."""
    of = await _still(turn)
    if of is not None:
        title = heading(turn.words, turn.house, of.forum)
        turn.ask("forum_materials.ask_content", [[_discard(turn)]], heading=title, limit=FILES_LIMIT)


async def _still(turn: Turn[MaterialsDraft]) -> Called | None:
    """The forum, asked anew at every step; else the dialog ends and says why."""
    of = await forums.called(turn.session, turn.draft.forum)
    if of is None or of.forum.cancelled_at is not None:
        await turn.end("forum_materials.called_off")
        return None
    return of


def _discard(turn: Turn[MaterialsDraft]) -> Button:
    return turn.button("forum_materials.discard", Discard())


@ask_content.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
async def tell_content(turn: Turn[MaterialsDraft], told: Told) -> None:
    """A text, or the first of the files."""
    if add(turn, turn.draft, told):
        await turn.go(ask_more)
    else:
        leave_out_the_rest(turn, told.text)


@materials.step
async def ask_more(turn: Turn[MaterialsDraft]) -> None:
    """Whatever else is written or sent belongs to it; phones send several files one by one."""
    turn.ask(_more_question(turn))


def _more_question(turn: Turn[MaterialsDraft]) -> Message:
    draft = turn.draft
    files = f" 📎 {len(draft.files)}" if draft.files else ""
    said = Markup("<i>{}{}</i>\n").format(shorten(draft.text, SAID_SHOWN), files)
    receipt = ticked(turn.words.plain("forum_materials.ask_receipt"), chosen=draft.asks_receipt)
    ways = [turn.button("forum_materials.preview", Preview()), _discard(turn)]
    return Message(said + turn.words("forum_materials.ask_more"), [[Button(receipt, TickReceipt())], ways])


@ask_more.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
async def tell_more(turn: Turn[MaterialsDraft], told: Told) -> None:
    """One question for all of them."""
    if add(turn, turn.draft, told):
        turn.reword(_more_question(turn))
    else:
        leave_out_the_rest(turn, told.text)


@materials.tapped(TickReceipt)
async def tick_receipt(turn: Turn[MaterialsDraft], _tap: TickReceipt) -> None:
    """In its place."""
    turn.draft.asks_receipt = not turn.draft.asks_receipt
    turn.redraw(_more_question(turn))


# --- as the delegates will see it ----------------------------------------


@materials.tapped(Preview)
async def go_to_preview(turn: Turn[MaterialsDraft], _tap: Preview) -> None:
    """[➡️ Podgląd]"""
    await turn.go(preview)


@materials.step
async def preview(turn: Turn[MaterialsDraft]) -> None:
    """What they get, then to how many it goes, and who has to be told in another way."""
    of = await _still(turn)
    if of is None:
        return
    new = _announcement(turn)
    for message in copies(turn.words, turn.house, new, of.forum):
        turn.say(message)
    people = await announcements.how_many(turn.session, new)
    others = [turn.button("forum_materials.mend", Mend()), _discard(turn)]
    send = [turn.button("forum_materials.send", Send())] if people else []
    text = turn.words("forum_materials.ask_send", n=people) if people else turn.words("forum_materials.nobody")
    turn.ask(Message(text + await _guests(turn), [send, others]))


async def _guests(turn: Turn[MaterialsDraft]) -> Markup:
    """Those who come or came and are not in the bot."""
    sent = await delegates.delegates(turn.session, turn.draft.forum, states=[State.ACCEPTED])
    names = [s.name for s in sent if s.person is None]
    if not names:
        return Markup("")
    shown = ", ".join(names[:GUESTS_SHOWN])
    more = turn.words("forum.and_more", n=len(names) - GUESTS_SHOWN) if len(names) > GUESTS_SHOWN else Markup("")
    return Markup("\n") + turn.words("forum_materials.guests", names=shown) + more


def _announcement(turn: Turn[MaterialsDraft]) -> Announcement:
    """In working hours."""
    draft = turn.draft
    return Announcement(
        author_id=turn.person.id or 0, text=draft.text, files=[file.model_dump() for file in draft.files],
        asks_receipt=draft.asks_receipt, forum_id=draft.forum,
        send_at=turn.house.clock.working_time(turn.now), created_at=turn.now,
    )  # fmt: skip


@materials.tapped(Send)
async def send(turn: Turn[MaterialsDraft], _tap: Send) -> None:
    """[📣 Wyślij]: from here on it is an announcement."""
    if await _still(turn) is not None:
        of = await announcements.announce(turn.session, _announcement(turn))
        await turn.end()
        await show_card(turn, of)


@materials.tapped(Discard)
async def discard(turn: Turn[MaterialsDraft], _tap: Discard) -> None:
    """Nothing is sent."""
    await turn.end("forum_materials.discarded")


# --- mending ----------------------------------------


@materials.tapped(Mend)
async def mend(turn: Turn[MaterialsDraft], _tap: Mend) -> None:
    """[✏️ Popraw]"""
    await turn.go(ask_other)


@materials.step
async def ask_other(turn: Turn[MaterialsDraft]) -> None:
    """Other words; the files stay, unless all is begun anew."""
    ways = [turn.button("forum_materials.anew", Anew()), turn.button("forum_materials.preview", Preview())]
    turn.ask("forum_materials.ask_other", [ways], n=len(turn.draft.files))


@ask_other.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
async def tell_other(turn: Turn[MaterialsDraft], told: Told) -> None:
    """In place of what it said before; a file comes to the others."""
    draft = turn.draft
    said = Content(text="" if told.text else draft.text, files=draft.files)
    if add(turn, said, told):
        draft.text, draft.files = said.text, said.files
        await turn.go(ask_more)
    else:
        leave_out_the_rest(turn, told.text)


@materials.tapped(Anew)
async def begin_anew(turn: Turn[MaterialsDraft], _tap: Anew) -> None:
    """[🧽 Od nowa]"""
    turn.draft.text, turn.draft.files = "", []
    await turn.go(ask_content)
