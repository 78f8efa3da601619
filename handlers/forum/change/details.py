"""New values of a forum's details: typed, sent or tapped."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.conversation import reading
from bot.conversation.buttons import PAGE, Keyboard, grid
from bot.conversation.form import Field, Values
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.forum.call.draft import usual_ends
from handlers.forum.change.draft import Changing, Detail, is_announced, still_open
from handlers.forum.fields import (
    MINUTES,
    NO_AGENDA,
    NO_LINK,
    NO_PLACE,
    agenda,
    link,
    numbers,
    pin,
    said,
)
from models.forum import delegate as delegates
from models.forum.delegate import State
from models.forum.forum import AGENDA_LIMIT, PLACE_LIMIT, TITLE_LIMIT, ForumView
from models.reading.words import tidy

MOST = 100_000
SEATS = range(1, 6)
CAPACITIES = (30, 50, 100, 150, 200)
WITHOUT = "forum_change.without"


async def flaw(turn: Turn[Changing], of: ForumView, name: str, value: Any) -> Refused | None:
    """Why the new value conflicts with the other details."""
    forum, starts_at = of.forum, turn.draft.value(of.forum, Detail.STARTS_AT)
    match name:
        case Detail.CAPACITY:
            come = len(await delegates.delegates(turn.session, forum.id, states=(State.ACCEPTED,)))
            if 0 < value < come:
                return Refused("forum_change.too_few", stays=True, n=come)
        case Detail.STARTS_AT:
            if value <= turn.now:
                return Refused("forum_call.moment_past", stays=True)
            if not is_announced(forum, turn.now) and value <= forum.send_at:
                return Refused("forum_change.before_sending", stays=True, at=said(turn, forum.send_at))
        case Detail.ANSWER_BY:
            if value > starts_at:
                return Refused("forum_call.answer_after_start", stays=True, start=said(turn, starts_at))
            if not is_announced(forum, turn.now) and value <= forum.send_at:
                return Refused(
                    "forum_call.sent_too_late", stays=True, at=said(turn, forum.send_at), by=said(turn, value)
                )
    return None


def answer_in_time(turn: Turn[Changing], of: ForumView) -> None:
    """Sets the usual deadline if it would be after the start, or before those who are asked (again) hear of the
    change."""
    starts_at: datetime = turn.draft.value(of.forum, Detail.STARTS_AT)
    answer_by: datetime = turn.draft.value(of.forum, Detail.ANSWER_BY)
    is_put_off = not is_announced(of.forum, turn.now)
    asked_at = of.forum.send_at if is_put_off else turn.now
    is_over = answer_by <= asked_at and (is_put_off or Detail.STARTS_AT in turn.draft.change.now)
    if of.forum.kind.delegates and (is_over or answer_by > starts_at):
        usual = usual_ends(starts_at, turn.services.clock, asked_at)
        turn.draft.note(of.forum, answer_by=max(usual.values(), default=starts_at))


# --- what is asked ----------------------------------------


def _place(_turn: Turn[Changing], told: UserInput) -> Values:
    """A name, or a pin at the exact place."""
    return pin(told) or {**NO_PLACE, "place": reading.fitting(tidy(told.text), PLACE_LIMIT)}


def _how_many(detail: Detail, offered: Iterable[int]) -> Field[Changing]:
    async def offers(turn: Turn[Changing]) -> Keyboard:
        return grid([*numbers(offered), turn.choice(0, "forum_change.no_limit")], 3)

    return Field(detail, reading.number("forum_change.bad_number", most=MOST), offers=offers)


async def around(turn: Turn[Changing]) -> list[date]:
    first = max(turn.today, await _start(turn) - timedelta(days=4))
    return turn.services.clock.coming_working_days(first - timedelta(days=1), PAGE)


async def before(turn: Turn[Changing]) -> list[date]:
    clock, start = turn.services.clock, await _start(turn)
    before = [day for n in range(PAGE, 0, -1) if (day := clock.working_days_from(start, -n)) >= turn.today]
    return before or [start]


async def _start(turn: Turn[Changing]) -> date:
    of = await still_open(turn)
    return turn.services.clock.local(turn.draft.value(of.forum, Detail.STARTS_AT)).date()


FIELDS: Sequence[Field[Changing]] = (
    Field("title", reading.short_line(TITLE_LIMIT)),
    MINUTES,
    Field("place", _place, without=WITHOUT, empty=NO_PLACE, files=True),
    Field("link", link, without=WITHOUT, empty=NO_LINK),
    Field("agenda", agenda, without=WITHOUT, empty=NO_AGENDA, files=True, limit=AGENDA_LIMIT),
    _how_many(Detail.SEATS, SEATS),
    _how_many(Detail.CAPACITY, CAPACITIES),
)
