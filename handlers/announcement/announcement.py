"""/ogloszenie: what the Office says to many, the preview, now or later. Whom it is for is in ``announcement_audience``.

What happens to one that was sent is in ``announcement_deeds``.
"""

from datetime import date, datetime

from bot.conversation.answering import leave_out_the_rest
from bot.conversation.buttons import Button, Keyboard, Tap
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from handlers import going_out
from handlers.announcement import audience as announcement_audience
from handlers.announcement import deeds as announcement_deeds
from handlers.announcement.audience import ask_audience
from handlers.announcement.deeds import Recent
from handlers.announcement.draft import ANY_LENGTH, AnnouncementDraft, add
from handlers.announcement.draft import announcement as announcement
from handlers.announcement.views import copies, show_card
from models import announcement as announcements
from models.announcement import FILES_LIMIT
from models.reading.moment import Flaw

__all__ = ["announcement", "announcement_audience", "announcement_deeds"]


class SendNow(Tap, tag="announcement.now", bound=True):
    """It goes out."""


class SendThen(Tap, tag="announcement.then", bound=True):
    """It goes out at the time that was chosen."""


class SendLater(Tap, tag="announcement.later", bound=True):
    """It goes out at another time; asks when."""


class SendOn(Tap, tag="announcement.on", bound=True):
    """It goes out on this day at nine."""

    day: date


class Mend(Tap, tag="announcement.mend", bound=True):
    """Something about it is to be different."""


class MendText(Tap, tag="announcement.mend_text", bound=True):
    """What it says."""


class MendAudience(Tap, tag="announcement.mend_audience", bound=True):
    """Whom it is for."""


class Preview(Tap, tag="announcement.preview", bound=True):
    """Back to the preview."""


class Discard(Tap, tag="announcement.discard", bound=True):
    """It is not sent."""


# --- what it says ----------------------------------------


@announcement.begins
async def begin(turn: Turn[AnnouncementDraft], words: str) -> None:
    """``/ogloszenie``, with the text if it is there already."""
    await _begin(turn, Told(words))


@announcement.begins_with_file
async def begin_with_file(turn: Turn[AnnouncementDraft], told: Told) -> None:
    """A picture or a file with a caption that begins with the command."""
    await _begin(turn, told)


async def _begin(turn: Turn[AnnouncementDraft], told: Told) -> None:
    draft = AnnouncementDraft()
    if add(turn, draft, told) and (draft.text or draft.files):
        await turn.begin(announcement, draft, ask_audience)
    else:
        await turn.begin(announcement, draft, ask_text)
        leave_out_the_rest(turn, told.text)


@announcement.step
async def ask_text(turn: Turn[AnnouncementDraft]) -> None:
    """A text, or a picture or a file with a caption."""
    recent = turn.button("announcement.recent", Recent())
    turn.ask("announcement.ask_text", [[_back(turn) if turn.draft.mends else recent]])


@ask_text.told(files=True, limit=ANY_LENGTH, most=FILES_LIMIT)
async def tell_text(turn: Turn[AnnouncementDraft], told: Told) -> None:
    """In place of what it said before, if it is mended."""
    draft, said = turn.draft, AnnouncementDraft()
    if add(turn, said, told):
        draft.text, draft.files = said.text, said.files
        await turn.go(preview if draft.mends else ask_audience)
    else:
        leave_out_the_rest(turn, told.text)


# --- as others will see it ----------------------------------------


@announcement.step
async def preview(turn: Turn[AnnouncementDraft]) -> None:
    """What everybody gets, then to how many it goes."""
    draft = turn.draft
    draft.mends = True
    of = draft.announcement(turn.person.id or 0, turn.now, turn.now)
    for message in copies(turn.words, turn.house, of, None):
        turn.say(message)
    people = await announcements.how_many(turn.session, of)
    others = [turn.button("announcement.mend", Mend()), turn.button("announcement.discard", Discard())]
    whom = await announcement_audience.in_words(turn)
    key = "announcement.ask_send" if people else "announcement.nobody"
    turn.ask(key, [*_ways_to_send(turn), others] if people else [others], n=people, whom=whom)


def _ways_to_send(turn: Turn[AnnouncementDraft]) -> Keyboard:
    """At the time that was chosen, if there is one; or now, or at another time."""
    chosen = turn.draft.send_at
    then = [] if chosen is None else [turn.button("announcement.send_then", SendThen(), at=_goes_out(turn, chosen))]
    now = turn.button("announcement.send_now", SendNow())
    return [then, [now, turn.button("announcement.send_later", SendLater())]]


def _goes_out(turn: Turn[AnnouncementDraft], at: datetime) -> str:
    """``śr. 25.11, 8:00``: in working hours."""
    return turn.house.moment(turn.words, turn.house.clock.working_time(at))


@announcement.tapped(SendNow)
async def send_now(turn: Turn[AnnouncementDraft], _tap: SendNow) -> None:
    """At once; outside working hours, when they begin."""
    await _send(turn, turn.now)


@announcement.tapped(SendThen)
async def send_then(turn: Turn[AnnouncementDraft], _tap: SendThen) -> None:
    """At once, if that time has come meanwhile."""
    await _send(turn, max(turn.draft.send_at or turn.now, turn.now))


async def _send(turn: Turn[AnnouncementDraft], at: datetime) -> None:
    send_at = turn.house.clock.working_time(at)
    of = turn.draft.announcement(turn.person.id or 0, send_at, turn.now)
    await announcements.announce(turn.session, of)
    await turn.end()
    await show_card(turn, of)


@announcement.tapped(Discard)
async def discard(turn: Turn[AnnouncementDraft], _tap: Discard) -> None:
    """Nothing is sent."""
    await turn.end("announcement.discarded")


# --- later ----------------------------------------


@announcement.tapped(SendLater)
async def send_later(turn: Turn[AnnouncementDraft], _tap: SendLater) -> None:
    """Asks when."""
    await turn.go(ask_when)


@announcement.step
async def ask_when(turn: Turn[AnnouncementDraft]) -> None:
    """The next working days at nine as buttons, any other moment typed."""
    days = going_out.offered(turn, lambda day: SendOn(day=day))
    turn.ask("announcement.ask_when", [*days, [_back(turn)]])


def _back(turn: Turn[AnnouncementDraft]) -> Button:
    return turn.button("announcement.back", Preview())


@announcement.tapped(SendOn)
async def send_on(turn: Turn[AnnouncementDraft], tap: SendOn) -> None:
    """On that day at nine."""
    await _take(turn, going_out.on_day(turn, tap.day))


@ask_when.told()
async def tell_when(turn: Turn[AnnouncementDraft], told: Told) -> None:
    """``jutro 12``"""
    await _take(turn, going_out.typed(turn, told.text))


async def _take(turn: Turn[AnnouncementDraft], at: datetime | Flaw) -> None:
    """It is shown in the preview, and sent from there."""
    if isinstance(at, Flaw):
        turn.say(f"announcement.moment_{at}")
    else:
        turn.draft.send_at = at
        await turn.go(preview)


# --- mending ----------------------------------------


@announcement.tapped(Mend)
async def mend(turn: Turn[AnnouncementDraft], _tap: Mend) -> None:
    """Asks what."""
    await turn.go(ask_what)


@announcement.step
async def ask_what(turn: Turn[AnnouncementDraft]) -> None:
    """What it says, or whom it is for."""
    text = turn.button("announcement.mend_text", MendText())
    audience = turn.button("announcement.mend_audience", MendAudience())
    turn.ask("announcement.ask_what", [[text, audience], [_back(turn)]])


@announcement.tapped(MendText)
async def mend_text(turn: Turn[AnnouncementDraft], _tap: MendText) -> None:
    """All of it anew."""
    await turn.go(ask_text)


@announcement.tapped(MendAudience)
async def mend_audience(turn: Turn[AnnouncementDraft], _tap: MendAudience) -> None:
    """Others."""
    await turn.go(ask_audience)


@announcement.tapped(Preview)
async def back_to_preview(turn: Turn[AnnouncementDraft], _tap: Preview) -> None:
    """As it is now."""
    await turn.go(preview)
