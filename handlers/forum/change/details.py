"""How a detail of a forum is to be: typed, sent or tapped."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.conversation.buttons import PAGE, Button, Tap, grid
from bot.conversation.told import Point, Told
from bot.conversation.turn import Turn
from bot.texts import shorten, units
from handlers.forum.call.call import is_link
from handlers.forum.call.draft import usual_ends
from handlers.forum.call.when import DURATIONS, HOURS, LONGEST, SHORTEST, lasts, said
from handlers.forum.change.draft import NUMBERS, Changing, Detail, change, is_announced, still_open, ways
from models.forum import delegate as delegates
from models.forum.delegate import State
from models.forum.forum import AGENDA_LIMIT, LINK_LIMIT, PLACE_LIMIT, TITLE_LIMIT, Called
from models.reading.moment import Flaw, Moment, OnDay, at_hour, read_duration, read_hour_of, read_moment
from models.reading.words import read_number, tidy

MOST = 100_000
SEATS = range(1, 6)
CAPACITIES = (30, 50, 100, 150, 200)
LIMITS = {Detail.TITLE: TITLE_LIMIT, Detail.PLACE: PLACE_LIMIT, Detail.LINK: LINK_LIMIT, Detail.AGENDA: AGENDA_LIMIT}


class Number(Tap, tag="forum_change.number", bound=True):
    """So many; 0: as many as like."""

    n: int


class Without(Tap, tag="forum_change.without", bound=True):
    """There is none any more."""


class Day(Tap, tag="forum_change.day", bound=True):
    """On this day; the hour is asked."""

    day: date


class Hour(Tap, tag="forum_change.hour", bound=True):
    """At this hour."""

    hour: int


async def take(turn: Turn[Changing], **values: Any) -> None:
    """Note how it is to be, if it can be so, and show what is changed so far."""
    of = await still_open(turn)
    if of is None:
        return
    if not await may_take(turn, of, turn.draft.asked, values[turn.draft.asked]):
        return
    turn.draft.note(of.forum, **values)
    _answer_in_time(turn, of)
    await turn.go(change.steps["ask_what"])


async def may_take(turn: Turn[Changing], of: Called, detail: Detail, value: Any) -> bool:
    """Whether it goes with all the rest; else says why not."""
    forum, starts_at = of.forum, turn.draft.value(of.forum, Detail.STARTS_AT)
    match detail:
        case Detail.CAPACITY:
            come = len(await delegates.delegates(turn.session, forum.id or 0, states=(State.ACCEPTED,)))
            if 0 < value < come:
                turn.say("forum_change.too_few", n=come)
                return False
        case Detail.STARTS_AT:
            if value <= turn.now:
                turn.say("forum_call.moment_past")
                return False
            if not is_announced(forum, turn.now) and value <= forum.send_at:
                turn.say("forum_change.before_sending", at=said(turn, forum.send_at))
                return False
        case Detail.ANSWER_BY:
            if value > starts_at:
                turn.say("forum_call.answer_after_start", start=said(turn, starts_at))
                return False
            if not is_announced(forum, turn.now) and value <= forum.send_at:
                turn.say("forum_call.sent_too_late", at=said(turn, forum.send_at), by=said(turn, value))
                return False
    return True


def _answer_in_time(turn: Turn[Changing], of: Called) -> None:
    """Where answers would be due after the start, or before those who are asked (again) hear of it: as is usual."""
    starts_at: datetime = turn.draft.value(of.forum, Detail.STARTS_AT)
    answer_by: datetime = turn.draft.value(of.forum, Detail.ANSWER_BY)
    is_put_off = not is_announced(of.forum, turn.now)
    asked_at = of.forum.send_at if is_put_off else turn.now
    is_over = answer_by <= asked_at and (is_put_off or Detail.STARTS_AT in turn.draft.change.now)
    if of.forum.kind.delegates and (is_over or answer_by > starts_at):
        usual = usual_ends(starts_at, turn.house.clock, asked_at)
        turn.draft.note(of.forum, answer_by=max(usual.values(), default=starts_at))


# --- texts, numbers, files ----------------------------------------


@change.step
async def ask_detail(turn: Turn[Changing]) -> None:
    """Typed, with the usual numbers as buttons; what need not be there can be left out."""
    match turn.draft.asked:
        case Detail.MINUTES:
            usual = [Button(lasts(minutes), Number(n=minutes)) for minutes in DURATIONS]
        case Detail.SEATS:
            usual = [Button(str(n), Number(n=n)) for n in SEATS]
        case Detail.CAPACITY:
            usual = [Button(str(n), Number(n=n)) for n in CAPACITIES]
        case _:
            usual = []
    if turn.draft.asked in (Detail.SEATS, Detail.CAPACITY):
        usual.append(turn.button("forum_change.no_limit", Number(n=0)))
    can_miss = turn.draft.asked in (Detail.PLACE, Detail.LINK, Detail.AGENDA)
    without = [turn.button("forum_change.without", Without())] if can_miss else []
    turn.ask(f"forum_change.ask_{turn.draft.asked}", [*grid(usual, 3), *ways(turn, *without)])


@ask_detail.told(files=True)
async def tell_detail(turn: Turn[Changing], told: Told) -> None:
    """A text, for the place a pin too, for the agenda a file."""
    asked, text = turn.draft.asked, told.text if turn.draft.asked is Detail.AGENDA else tidy(told.text)
    is_fitting = told.kind == "text" or (
        asked is Detail.PLACE if told.point is not None else asked is Detail.AGENDA and told.file_id is not None
    )
    if not is_fitting:
        turn.say("common.text_only")
    elif asked in NUMBERS:
        await _take_number(turn, read_duration(text) if asked is Detail.MINUTES else read_number(text))
    elif (length := units(text)) > LIMITS[asked]:
        turn.say("common.too_long", n=length, limit=LIMITS[asked])
    elif asked is Detail.LINK and (" " in text or not is_link(text)):
        turn.say("forum_call.bad_link")
    elif asked is Detail.PLACE:
        await _take_place(turn, text, told.point)
    elif asked is Detail.AGENDA:
        kind = told.kind if told.file_id is not None else None
        await take(turn, agenda=text or None, agenda_kind=kind, agenda_file=told.file_id)
    else:
        await take(turn, **{asked: text})


async def _take_place(turn: Turn[Changing], name: str, point: Point | None) -> None:
    """A pin says where exactly the place is, one without a name of its own that of the place that is known."""
    if point is None:
        await take(turn, place=name, latitude=None, longitude=None)
    elif (of := await still_open(turn)) is not None:
        place = shorten(point.name, PLACE_LIMIT) or turn.draft.value(of.forum, Detail.PLACE)
        await take(turn, place=place, latitude=point.latitude, longitude=point.longitude)


@change.tapped(Number)
async def pick_number(turn: Turn[Changing], tap: Number) -> None:
    """One of the usual ones."""
    await _take_number(turn, tap.n)


async def _take_number(turn: Turn[Changing], n: int | None) -> None:
    asked = turn.draft.asked
    if asked not in NUMBERS:
        turn.toast("common.stale")
    elif asked is Detail.MINUTES and (n is None or not SHORTEST <= n <= LONGEST):
        turn.say("forum_call.bad_minutes")
    elif n is None or not 0 <= n <= MOST:
        turn.say("forum_change.bad_number")
    else:
        await take(turn, **{asked: n})


@change.tapped(Without)
async def leave_out(turn: Turn[Changing], _tap: Without) -> None:
    """No place, no link, no agenda."""
    match turn.draft.asked:
        case Detail.PLACE:
            await take(turn, place=None, latitude=None, longitude=None)
        case Detail.LINK:
            await take(turn, link=None)
        case Detail.AGENDA:
            await take(turn, agenda=None, agenda_kind=None, agenda_file=None)
        case _:
            turn.toast("common.stale")


# --- moments ----------------------------------------


@change.step
async def ask_moment(turn: Turn[Changing]) -> None:
    """Typed, or a day and then an hour."""
    of = await still_open(turn)
    if of is not None:
        days = [Button(turn.words.day(day, weekday=True, year=False), Day(day=day)) for day in _days(turn, of)]
        turn.ask(f"forum_change.ask_{turn.draft.asked}", [*grid(days, 4), *ways(turn)])


def _days(turn: Turn[Changing], of: Called) -> list[date]:
    """Working days around the start; for answers, those before it."""
    clock = turn.house.clock
    today, start = clock.today(), clock.local(turn.draft.value(of.forum, Detail.STARTS_AT)).date()
    if turn.draft.asked is Detail.ANSWER_BY:
        before = [day for n in range(PAGE, 0, -1) if (day := clock.working_days_from(start, -n)) >= today]
        return before or [start]
    found = [clock.working_day(max(today, start - timedelta(days=4)))]
    while len(found) < PAGE:
        found.append(clock.working_days_from(found[-1], 1))
    return found


@change.tapped(Day)
async def pick_day(turn: Turn[Changing], tap: Day) -> None:
    """The hour is asked then."""
    await _on_day(turn, tap.day)


async def _on_day(turn: Turn[Changing], day: date) -> None:
    turn.draft.day = day.isoformat()
    await turn.go(ask_hour)


@ask_moment.told()
async def tell_moment(turn: Turn[Changing], told: Told) -> None:
    """``10.12 10:00``, ``czwartek 10``; of a day alone the hour is asked."""
    await _take_moment(turn, read_moment(told.text, turn.house.clock.local(turn.now)))


@change.step
async def ask_hour(turn: Turn[Changing]) -> None:
    """Full hours as buttons, any other typed."""
    hours = [Button(f"{hour}:00", Hour(hour=hour)) for hour in HOURS]
    day = turn.words.day(date.fromisoformat(turn.draft.day or ""), weekday=True)
    turn.ask("forum_change.ask_hour", [*grid(hours, 4), *ways(turn)], day=day)


@change.tapped(Hour)
async def pick_hour(turn: Turn[Changing], tap: Hour) -> None:
    """A full hour."""
    if tap.hour in HOURS and turn.draft.day is not None:
        day = date.fromisoformat(turn.draft.day)
        await _take_moment(turn, at_hour(day, time(tap.hour), turn.house.clock.local(turn.now)))
    else:
        turn.toast("common.stale")


@ask_hour.told()
async def tell_hour(turn: Turn[Changing], told: Told) -> None:
    """``10``, ``12:30``, ``10-12``; or another moment altogether."""
    await _take_moment(turn, read_hour_of(turn.draft.day, told.text, turn.house.clock.local(turn.now)))


async def _take_moment(turn: Turn[Changing], meant: Moment | OnDay | Flaw) -> None:
    match meant:
        case OnDay(day=day):
            await _on_day(turn, day)
        case Moment(at=local, minutes=minutes):
            is_said = turn.draft.asked is Detail.STARTS_AT and minutes is not None and minutes >= SHORTEST
            lasts_now = {Detail.MINUTES: minutes} if is_said else {}
            await take(turn, **{turn.draft.asked: local.astimezone(UTC)}, **lasts_now)
        case flaw:
            turn.say(f"forum_call.moment_{flaw}")
