"""/ogloszenie: the text, the preview, now or later. ``audience`` chooses the recipients.

``lifecycle`` has what happens to an announcement that was sent.
"""

from datetime import datetime

from bot.conversation.answering import leave_out_the_rest
from bot.conversation.buttons import Keyboard
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.step import ends
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.announcement.audience import ask_audience, in_words
from handlers.announcement.draft import ANY_LENGTH, AnnouncementDraft
from handlers.announcement.draft import announcement as announcement
from handlers.announcement.lifecycle import Recent
from handlers.announcement.views import copies, show_card
from handlers.send_time import asks_when
from models import announcement as announcements
from models.announcement import FILES_LIMIT
from models.db.base import NOT_KEPT
from models.reading.moment import Flaw

# --- what it says ----------------------------------------


@announcement.begins
async def begin(turn: Turn[AnnouncementDraft], words: str) -> None:
    """``/ogloszenie``, with or without a text."""
    await begin_with_file(turn, UserInput(words))


@announcement.begins_with_file
async def begin_with_file(turn: Turn[AnnouncementDraft], told: UserInput) -> None:
    """A picture or a file with a caption that begins with the command."""
    draft = AnnouncementDraft()
    try:
        draft.add(told)
    except Refused as why:
        await turn.refuse(why)
    await turn.begin(announcement, draft, ask_audience if draft.is_worth_keeping else ask_text)
    if not draft.is_worth_keeping:
        leave_out_the_rest(turn, told.text)


@announcement.step
async def ask_text(turn: Turn[AnnouncementDraft]) -> Message:
    """A text, or a picture or a file with a caption."""
    way = turn.answer("announcement.back") if turn.draft.mends else turn.button("announcement.recent", Recent())
    return Message(turn.words("announcement.ask_text"), [[way]])


@ask_text.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
async def tell_text(turn: Turn[AnnouncementDraft], told: UserInput) -> None:
    """Replaces the former text, if there is one."""
    draft, said = turn.draft, AnnouncementDraft()
    said.add(told)
    draft.text, draft.files = said.text, said.files
    await turn.go(preview if draft.mends else ask_audience)


# --- as others will see it ----------------------------------------


@ask_audience.answer("go_on")
async def go_on(turn: Turn[AnnouncementDraft]) -> None:
    """Requires at least one group."""
    if turn.draft.groups:
        turn.draft.mends = True
        await turn.go(preview)
    else:
        turn.toast("announcement.tick_one")


@announcement.answer("back")
@announcement.step
async def preview(turn: Turn[AnnouncementDraft]) -> Message:
    """What everybody gets, then the number of recipients."""
    of = turn.draft.announcement(turn.person.id, turn.now, turn.now)
    of.id = NOT_KEPT
    for message in copies(turn.words, turn.services, of, None):
        turn.say(message)
    people = await announcements.how_many(turn.session, of)
    key = "announcement.ask_send" if people else "announcement.nobody"
    others = [turn.answer("common.mend"), turn.answer("common.discard")]
    return Message(
        turn.words(key, n=people, whom=await in_words(turn)), [*(_ways_to_send(turn) if people else ()), others]
    )


def _ways_to_send(turn: Turn[AnnouncementDraft]) -> Keyboard:
    """At the chosen time, if there is one; now, or at another time."""
    chosen = turn.draft.send_at
    then = [] if chosen is None else [turn.answer("announcement.send_then", at=_goes_out(turn, chosen))]
    return [then, [turn.answer("announcement.send_now"), turn.answer("announcement.send_later")]]


def _goes_out(turn: Turn[AnnouncementDraft], at: datetime) -> str:
    """``śr. 25.11, 8:00``: in working hours."""
    return turn.services.moment(turn.words, turn.services.clock.working_time(at))


@preview.answer("send_now")
async def send_now(turn: Turn[AnnouncementDraft]) -> None:
    """At once; outside working hours, when they begin."""
    await _send(turn, turn.now)


@preview.answer("send_then")
async def send_then(turn: Turn[AnnouncementDraft]) -> None:
    """At once, if that time has passed meanwhile."""
    await _send(turn, max(turn.draft.send_at or turn.now, turn.now))


async def _send(turn: Turn[AnnouncementDraft], at: datetime) -> None:
    send_at = turn.services.clock.working_time(at)
    of = turn.draft.announcement(turn.person.id, send_at, turn.now)
    await announcements.announce(turn.session, of)
    turn.wakes.add("announce")
    await turn.end()
    await show_card(turn, of)


preview.answer("discard")(ends("announcement.discarded"))


# --- later ----------------------------------------


async def _when(turn: Turn[AnnouncementDraft]) -> Message:
    return Message(turn.words("announcement.ask_when"), [[turn.answer("announcement.back")]])


async def _take(turn: Turn[AnnouncementDraft], at: datetime | Flaw) -> None:
    """``jutro 12``: shown in the preview, which sends it."""
    if isinstance(at, Flaw):
        turn.say(f"announcement.moment_{at}")
    else:
        turn.draft.send_at = at
        await turn.go(preview)


ask_when = asks_when(announcement, _when, _take)
preview.answer("send_later")(ask_when)


# --- mending ----------------------------------------


@preview.answer("mend")
@announcement.step(answers={"mend_text": ask_text, "mend_audience": ask_audience})
async def ask_what(turn: Turn[AnnouncementDraft]) -> Message:
    """The text, or the recipients."""
    parts = [turn.answer("announcement.mend_text"), turn.answer("announcement.mend_audience")]
    return Message(turn.words("announcement.ask_what"), [parts, [turn.answer("announcement.back")]])
