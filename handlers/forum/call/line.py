"""A forum called in one line: ``Rowerem do pracy, 10.12 10–12, Urząd Miasta``; the rest is copied from the last one
like it."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from msgspec import Struct

from bot.conversation import reading
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from handlers.forum.call.draft import CommuneSelection, Detail, ForumDraft
from handlers.forum.fields import SHORTEST, located, no_moment
from models.forum import forum as forums
from models.forum import forum_commune
from models.forum.forum import LINK_LIMIT, PLACE_LIMIT, TITLE_LIMIT, Forum
from models.people import commune
from models.people.commune import Field
from models.reading.day import LONGEST_TYPED
from models.reading.moment import Flaw, Moment, OnDay, read_moment
from models.reading.words import words_in

LONGEST = TITLE_LIMIT + LONGEST_TYPED + PLACE_LIMIT + LINK_LIMIT
MOST_PARTS = 3
"""``czwartek, 10.12, 10:00`` is one moment."""
EARLIEST = 6
"""A part that would mean an earlier hour is not a moment, but something like ``cz. 2``."""
LATEST_FORUMS = 40
STEM = 5
"""Number of first letters that ``mobilność`` and ``Mobilności`` have in common."""
_BETWEEN = re.compile(r"\s*[,;\n]\s*")
_LONE = re.compile(r"\d{1,2}\.?")


class Line(Struct, frozen=True):
    """What a line says, as it was typed."""

    title: str
    when: Moment | OnDay | Flaw
    """A flaw: it looks like a moment, but cannot be one."""
    place: str


def read_line(text: str, now: datetime) -> Line | None:
    """Splits a line at its commas into title, when and where; None: no part is a moment, so the line is a title."""
    marks = list(_BETWEEN.finditer(text)) if len(text) <= LONGEST else []
    begins, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)]
    found = [
        ((_clearness(when), last - first, -first), when, text[: ends[first - 1]], text[ends[last] :].lstrip(" ,;\n"))
        for first in range(1, len(begins))
        for last in range(first, min(first + MOST_PARTS, len(begins)))
        if (when := _moment(text[begins[first] : ends[last]], now)) is not None
    ]
    if not found:
        return None
    _, when, title, place = max(found, key=lambda one: one[0])
    return Line(title, when, place) if title else None


def _moment(text: str, now: datetime) -> Moment | OnDay | Flaw | None:
    when = Flaw.UNREADABLE if _LONE.fullmatch(text) else read_moment(text, now)
    is_odd = isinstance(when, Moment) and when.at.hour < EARLIEST
    return None if when is Flaw.UNREADABLE or is_odd else when


def _clearness(when: Moment | OnDay | Flaw) -> int:
    """Of several parts that may be a moment, the clearest counts."""
    match when:
        case Moment(minutes=minutes):
            return 2 if minutes is None else 3
        case OnDay():
            return 1
    return 0


# --- what the line does not say ----------------------------------------


def like(title: str, known: Sequence[Forum], field_id: int | None) -> Forum | None:
    """The first known forum whose title begins in the same way, or else the first in the same field."""
    alike = (forum for forum in known if _begin_alike(title, forum.title))
    return next(alike, None) or next((f for f in known if field_id is not None and f.field_id == field_id), None)


def _begin_alike(one: str, other: str) -> bool:
    """Whether the first two words are the same, or all words of a shorter title."""
    first, second = words_in(one), words_in(other)
    n = min(2, len(first), len(second))
    return n > 0 and first[:n] == second[:n]


def field_in(title: str, fields: Sequence[Field]) -> int | None:
    """The only field that the title names, whatever its grammatical ending."""
    stems = {word[:STEM] for word in words_in(title) if len(word) >= STEM}
    named = [field for field in fields if stems & {word[:STEM] for word in words_in(field.name) if len(word) >= STEM}]
    return named[0].id if len(named) == 1 else None


async def copy_of(turn: Turn[ForumDraft], forum: Forum) -> ForumDraft:
    """Everything of an earlier forum but its date, which is asked."""
    invited = await forum_commune.commune_ids(turn.session, forum.id)
    every = len(invited) == len(await commune.all_communes(turn.session))
    return ForumDraft.like(forum, invited, every=every)


async def draft_from(turn: Turn[ForumDraft], line: Line) -> ForumDraft:
    """A draft of what the line says, with the rest from the last forum like it. A part that is not possible is named,
    and asked again."""
    title = reading.fitting(line.title, TITLE_LIMIT)
    field_id = field_in(title, await commune.all_fields(turn.session))
    model = like(title, await forums.latest(turn.session, limit=LATEST_FORUMS), field_id)
    draft = ForumDraft(field=field_id, audience=CommuneSelection.ALL, mends=True)
    if model is not None:
        draft = (await copy_of(turn, model)).model_copy(
            update={"agenda": None, "agenda_kind": None, "agenda_file": None, "link": None}
        )
    draft.title, draft.missing = title, []
    _take_moment(turn, draft, line.when, model)
    _take_place(turn, draft, line.place)
    return draft


def _take_moment(turn: Turn[ForumDraft], draft: ForumDraft, when: Moment | OnDay | Flaw, model: Forum | None) -> None:
    match when:
        case Moment(at=local, minutes=minutes):
            draft.start(local.astimezone(UTC))
            draft.minutes = minutes if minutes is not None and minutes >= SHORTEST else draft.minutes
            draft.answer_by = _answer_by(turn, model, local.date())
            return
        case OnDay(day=day):
            draft.day, draft.answer_by = day, _answer_by(turn, model, day)
        case flaw:
            turn.say(no_moment(flaw))
    draft.missing.append(Detail.STARTS)


def _answer_by(turn: Turn[ForumDraft], model: Forum | None, starts_on: date) -> datetime | None:
    """As many days before the start as the last time, at the same hour, on a working day."""
    if model is None:
        return None
    clock = turn.services.clock
    then = clock.local(model.answer_by)
    day = starts_on - (clock.local(model.starts_at).date() - then.date())
    return clock.at(clock.last_working_day(day), then.time())


def _take_place(turn: Turn[ForumDraft], draft: ForumDraft, place: str) -> None:
    """Takes the place, or the last forum's where none was typed."""
    if not place and (draft.place is not None or draft.latitude is not None):
        return
    try:
        where = located(place)
    except Refused as why:
        turn.say(why.key, **why.arguments)
        where = {}
    draft.place, draft.latitude, draft.longitude = where.get("place"), None, None
    draft.link = where.get("link")
    if not where:
        draft.missing.append(Detail.PLACE)
