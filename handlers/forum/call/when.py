"""When a forum is, how long it takes, when answers are due, when it is sent, and how it is repeated."""

from datetime import date, timedelta

from bot.conversation.buttons import PAGE, Button, Choice, Keyboard, column
from bot.conversation.form import Field
from bot.conversation.refusal import there
from bot.conversation.turn import Turn
from handlers.forum.call.draft import Detail, ForumDraft, ask, go_on
from handlers.forum.call.form import answer_by, form
from handlers.forum.fields import MINUTES, said
from handlers.forum.views import rhythm
from models.forum.series import Rhythm, offered

PAGES = 12
"""Number of pages of eight working days offered as buttons; later days are typed."""


# --- the three moments ----------------------------------------


async def _days(turn: Turn[ForumDraft]) -> list[date]:
    """Today and the coming days, working days only."""
    return turn.services.clock.coming_working_days(turn.today - timedelta(days=1), PAGES * PAGE)


async def _days_before(turn: Turn[ForumDraft]) -> list[date]:
    """Working days before the start."""
    found, starts_at = await _days(turn), turn.draft.starts_at
    if starts_at is None:
        return found
    last = turn.services.clock.local(starts_at).date()
    return [day for day in found if day <= last]


async def _usual_ends(turn: Turn[ForumDraft]) -> Keyboard:
    """A week before the start, or less."""
    draft, clock = turn.draft, turn.services.clock
    proposed = draft.answer_days(clock, draft.goes_out(clock, turn.now))
    return column(
        [
            turn.choice(days, "forum_call.days_before", "days_before", n=days, at=said(turn, at))
            for days, at in proposed.items()
        ]
    )


async def _at_once(turn: Turn[ForumDraft]) -> Keyboard:
    """A button that sends the invitations now after all."""
    return [[turn.answer("forum_call.at_once")]] if turn.draft.send_at is not None else []


ask_starts = form.moment(Detail.STARTS, _days)
ask_answer_by = form.moment(Detail.ANSWER_BY, _days_before, _usual_ends)
ask_send_at = form.moment("send_at", _days_before, _at_once)


@ask_answer_by.chosen("days_before")
async def pick_days_before(turn: Turn[ForumDraft], days: int) -> None:
    draft, clock = turn.draft, turn.services.clock
    at = there(draft.answer_days(clock, draft.goes_out(clock, turn.now)).get(days))
    answer_by(turn, at)
    await go_on(turn, Detail.ANSWER_BY)


@ask_send_at.answer("at_once")
async def send_at_once(turn: Turn[ForumDraft]) -> None:
    """The invitations are no longer put off."""
    turn.draft.send_at = None
    await ask(turn, None)


# --- how long, how often ----------------------------------------

ask_minutes = form.add(MINUTES)


async def _rhythms(turn: Turn[ForumDraft]) -> Keyboard:
    """The rhythms that fit its date."""
    found = offered(turn.draft.starts_at or turn.now, turn.services.clock.zone)
    return column([Button(rhythm(turn.words, way.rule), Choice.to(way.rhythm)) for way in found])


ask_rhythm = form.add(
    Field(Detail.RHYTHM, offers=_rhythms, kind=Rhythm, without="forum_call.not_repeated", empty={"rhythm": None})
)
"""When a meeting of a series is over, the next one is called."""
