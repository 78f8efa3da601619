"""When a forum is, how long, until when answers are wanted, when it is sent: typed, or a day and an hour tapped."""

from datetime import UTC, date, datetime, time
from typing import Any

from bot.conversation.buttons import PAGE, Button, Tap, arrows, column, grid, page_of
from bot.conversation.told import Told
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.forum.call.draft import Detail, ForumDraft, Without, call, go_on, ways
from handlers.forum.views import rhythm
from models.forum.series import Rhythm, offered
from models.reading.moment import Flaw, Moment, OnDay, at_hour, read_duration, read_hour_of, read_moment

HOURS = range(8, 19)
DURATIONS = (60, 90, 120, 180, 240, 480)
SHORTEST, LONGEST = 15, 3 * 24 * 60
PAGES = 12
"""So many times eight working days are offered as buttons; whatever is later is typed."""


class Day(Tap, tag="forum_call.day", bound=True):
    """On this day; the hour is asked."""

    day: date


class DaysPage(Tap, tag="forum_call.days_page", bound=True):
    """The working days after those, or before them."""

    page: int


class Hour(Tap, tag="forum_call.hour", bound=True):
    """At this hour."""

    hour: int


class Lasts(Tap, tag="forum_call.minutes", bound=True):
    """It takes so long."""

    minutes: int


class DaysBefore(Tap, tag="forum_call.days_before", bound=True):
    """Answers are wanted so many days before the start."""

    days: int


class AtOnce(Tap, tag="forum_call.at_once", bound=True):
    """The invitations are to go out now after all."""


# --- the three moments ----------------------------------------


@call.step
async def ask_starts(turn: Turn[ForumDraft]) -> None:
    """``Kiedy?``"""
    turn.ask(_day_question(turn))


@call.step
async def ask_answer_by(turn: Turn[ForumDraft]) -> None:
    """A week before the start, unless something else is said."""
    turn.ask(_day_question(turn))


@call.step
async def ask_send_at(turn: Turn[ForumDraft]) -> None:
    """When the invitations are to go out."""
    turn.ask(_day_question(turn))


def _day_question(turn: Turn[ForumDraft]) -> Message:
    draft, words = turn.draft, turn.words
    shown, page, last = page_of(_days(turn), draft.page)
    buttons = [Button(words.day(day, weekday=True, year=False), Day(day=day)) for day in shown]
    clock = turn.house.clock
    goes_out = draft.goes_out(clock, turn.now)
    proposed = draft.answer_days(clock, goes_out) if draft.asked is Detail.ANSWER_BY else {}
    usual = [
        turn.button("forum_call.days_before", DaysBefore(days=n), n=n, at=said(turn, at)) for n, at in proposed.items()
    ]
    if draft.asked is None and draft.send_at is not None:
        usual = [turn.button("forum_call.at_once", AtOnce())]
    keyboard = [*column(usual), *grid(buttons, 4), *arrows(page, last, lambda page: DaysPage(page=page)), *ways(turn)]
    return Message(words(f"forum_call.ask_{draft.asked or 'send_at'}"), keyboard)


def said(turn: Turn[Any], at: datetime) -> str:
    """``czw. 3.12, 15:00``"""
    return turn.house.moment(turn.words, at)


def _days(turn: Turn[ForumDraft]) -> list[date]:
    """The coming working days; what has to be before the start, on those before it."""
    draft, clock = turn.draft, turn.house.clock
    found = [clock.working_day(turn.today)]
    while len(found) < PAGES * PAGE:
        found.append(clock.working_days_from(found[-1], 1))
    if draft.asked is Detail.STARTS or draft.starts_at is None:
        return found
    last = clock.local(draft.starts_at).date()
    return [day for day in found if day <= last]


@call.tapped(DaysPage)
async def turn_days(turn: Turn[ForumDraft], tap: DaysPage) -> None:
    """Eight a page."""
    turn.draft.page = tap.page
    turn.redraw(_day_question(turn))


@call.tapped(Day)
async def pick_day(turn: Turn[ForumDraft], tap: Day) -> None:
    """The hour is asked then."""
    await _on_day(turn, tap.day)


async def _on_day(turn: Turn[ForumDraft], day: date) -> None:
    turn.draft.day = day
    await turn.go(ask_hour)


@ask_starts.told()
@ask_answer_by.told()
@ask_send_at.told()
async def tell_moment(turn: Turn[ForumDraft], told: Told) -> None:
    """``10.12 10:00``, ``czwartek 10``; of a day alone the hour is asked."""
    await _take(turn, read_moment(told.text, turn.house.clock.local(turn.now)))


@call.step
async def ask_hour(turn: Turn[ForumDraft]) -> None:
    """Full hours as buttons, any other typed."""
    hours = [Button(f"{hour}:00", Hour(hour=hour)) for hour in HOURS]
    day = turn.draft.day
    assert day is not None, "a day was chosen"  # noqa: S101
    turn.ask("forum_call.ask_hour", [*grid(hours, 4), *ways(turn)], day=turn.words.day(day, weekday=True))


@call.tapped(Hour)
async def pick_hour(turn: Turn[ForumDraft], tap: Hour) -> None:
    """A full hour."""
    if tap.hour in HOURS and turn.draft.day is not None:
        await _take(turn, at_hour(turn.draft.day, time(tap.hour), turn.house.clock.local(turn.now)))
    else:
        turn.toast("common.stale")


@ask_hour.told()
async def tell_hour(turn: Turn[ForumDraft], told: Told) -> None:
    """``10``, ``12:30``, ``10-12``; or another moment altogether."""
    await _take(turn, read_hour_of(turn.draft.day, told.text, turn.house.clock.local(turn.now)))


@call.tapped(DaysBefore)
async def pick_days_before(turn: Turn[ForumDraft], tap: DaysBefore) -> None:
    """A week before it, or less."""
    draft, clock = turn.draft, turn.house.clock
    at = draft.answer_days(clock, draft.goes_out(clock, turn.now)).get(tap.days)
    if at is None or draft.asked is not Detail.ANSWER_BY:
        turn.toast("common.stale")
    else:
        await _take(turn, Moment(clock.local(at)))


@call.tapped(AtOnce)
async def send_at_once(turn: Turn[ForumDraft], _tap: AtOnce) -> None:
    """They are not put off any more."""
    turn.draft.send_at = None
    await go_on(turn)


async def _take(turn: Turn[ForumDraft], meant: Moment | OnDay | Flaw) -> None:
    match meant:
        case OnDay(day=day):
            await _on_day(turn, day)
        case Moment(at=local, minutes=minutes):
            await _set(turn, local, minutes)
        case flaw:
            turn.say(f"forum_call.moment_{flaw}")


async def _set(turn: Turn[ForumDraft], local: datetime, minutes: int | None) -> None:
    """Note the moment, if it goes with the others."""
    draft, at = turn.draft, local.astimezone(UTC)
    match draft.asked:
        case Detail.STARTS:
            if minutes is not None and minutes < SHORTEST:
                turn.say("forum_call.bad_minutes")
                return
            draft.start(at)
            draft.minutes = minutes or draft.minutes
        case Detail.ANSWER_BY:
            if draft.starts_at is not None and at > draft.starts_at:
                turn.say("forum_call.answer_after_start", start=said(turn, draft.starts_at))
                return
            goes_out = draft.goes_out(turn.house.clock, turn.now)
            if draft.starts_at is not None and at <= goes_out < draft.starts_at:
                turn.say("forum_call.sent_too_late", at=said(turn, goes_out), by=said(turn, at))
                return
            draft.answer_by = at
        case _:
            goes_out = turn.house.clock.working_time(at)
            if draft.answer_by is not None and goes_out >= draft.answer_by:
                turn.say("forum_call.sent_too_late", at=said(turn, goes_out), by=said(turn, draft.answer_by))
                return
            if draft.starts_at is not None and goes_out >= draft.starts_at:
                turn.say("forum_call.sent_after_start", at=said(turn, goes_out), start=said(turn, draft.starts_at))
                return
            draft.send_at = goes_out
    await go_on(turn)


# --- how long, how often ----------------------------------------


@call.step
async def ask_minutes(turn: Turn[ForumDraft]) -> None:
    """The usual lengths; any other is typed."""
    usual = [Button(lasts(minutes), Lasts(minutes=minutes)) for minutes in DURATIONS]
    turn.ask("forum_call.ask_minutes", [*grid(usual, 3), *ways(turn)])


def lasts(minutes: int) -> str:
    """``1 h 30 min``"""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


@call.tapped(Lasts)
async def pick_minutes(turn: Turn[ForumDraft], tap: Lasts) -> None:
    """A usual length."""
    await _last(turn, tap.minutes)


@ask_minutes.told()
async def tell_minutes(turn: Turn[ForumDraft], told: Told) -> None:
    """``90 min``, ``1,5 h``"""
    await _last(turn, read_duration(told.text))


async def _last(turn: Turn[ForumDraft], minutes: int | None) -> None:
    if minutes is None or not SHORTEST <= minutes <= LONGEST:
        turn.say("forum_call.bad_minutes")
    else:
        turn.draft.minutes = minutes
        await go_on(turn)


class InRhythm(Tap, tag="forum_call.rhythm", bound=True):
    """It is repeated like that."""

    rhythm: Rhythm


@call.step
async def ask_rhythm(turn: Turn[ForumDraft]) -> None:
    """The ways that fit its date."""
    none = turn.button("forum_call.not_repeated", Without())
    turn.ask("forum_call.ask_rhythm", [*column(_ways_to_repeat(turn)), *ways(turn, none)])


def _ways_to_repeat(turn: Turn[ForumDraft]) -> list[Button]:
    found = offered(turn.draft.starts_at or turn.now, turn.house.clock.zone)
    return [Button(rhythm(turn.words, way.rule), InRhythm(rhythm=way.rhythm)) for way in found]


@call.tapped(InRhythm)
async def repeat(turn: Turn[ForumDraft], tap: InRhythm) -> None:
    """Once it is over, the next one is called."""
    turn.draft.rhythm = tap.rhythm
    await go_on(turn)
