"""A series of forums: the next one is called when the last is over, until the Office ends it."""

from datetime import datetime, timedelta

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from bot.conversation.voice import Message, Voice, button
from handlers.forum.live_card import redraw_live_cards
from handlers.forum.rhythm import EndSeries, rhythm
from handlers.forum.views import Show, forum_for, heading
from models.calendar import Clock
from models.forum import change as forum_change
from models.forum import forum as forums
from models.forum import forum_commune
from models.forum.change import Planned
from models.forum.forum import Called, Forum
from models.forum.series import next_after
from models.people import person
from models.people.right import Needs, Right

TIME_TO_CHANGE = timedelta(days=1)
"""The Office can change or call off what it called without having written it, before anybody is invited."""

series = Conversation("forum_series", Draft, who=Right.CALL_FORUM)


async def call_next(voice: Voice, of: Called) -> None:
    """Call the next one, and show the Office what will go out."""
    communes = await forum_commune.commune_ids(voice.session, of.forum.id or 0)
    planned = forum_change.planned(of.forum, await forum_change.of_forum(voice.session, of.forum.id or 0))
    new = forums.follow(of.forum, starts_at=_starts_at(of.forum, planned, voice), now=voice.now)
    _shift(new, planned, voice.house.clock, voice.now)
    await forum_commune.call(voice.session, new, commune_ids=communes)
    await redraw_live_cards(voice, of)
    called = Called(new, of.field)
    voice.tell(
        await person.office(voice.session), lambda words: Message(
            words(
                "forum_series.next",
                heading=heading(words, voice.house, new),
                rhythm=rhythm(words, new.rule or ""),
                at=voice.house.moment(words, new.send_at),
            )
            + (words("forum_series.day_off") if _is_day_off(voice, called) else ""),
            [[button(words, "forum_series.show", Show(forum=new.id or 0))]],
        ),
        needs=Needs(Right.CALL_FORUM), once=f"forum:{new.id}:next", due=voice.house.clock.working_time(voice.now),
    )  # fmt: skip


def _starts_at(forum: Forum, planned: Planned, voice: Voice) -> datetime:
    earliest = voice.now + TIME_TO_CHANGE
    return next_after(forum.rule or "", planned.starts_at, voice.house.clock.zone, later_than=earliest)


def _shift(new: Forum, planned: Planned, clock: Clock, now: datetime) -> None:
    """The invitations go out, and answers are due, as long before the start as the last time, where there is time."""
    send_at, new.answer_by = (
        _moved(instant, clock, since=planned.starts_at, until=new.starts_at)
        for instant in (planned.send_at, planned.answer_by)
    )
    new.send_at = clock.working_time(max(send_at, now + TIME_TO_CHANGE))
    if new.answer_by <= new.send_at:
        half_way = new.send_at + (new.starts_at - new.send_at) / 2
        new.answer_by = min(clock.working_time(half_way), new.starts_at)


def _moved(instant: datetime, clock: Clock, *, since: datetime, until: datetime) -> datetime:
    """By as much as lies between the two on the wall clock: what was due at three is due at three in summer too."""
    local, old, new = (clock.local(at).replace(tzinfo=None) for at in (instant, since, until))
    moved = local + (new - old)
    return clock.at(moved.date(), moved.time())


def _is_day_off(voice: Voice, of: Called) -> bool:
    clock = voice.house.clock
    return not clock.is_working_day(clock.local(of.forum.starts_at).date())


@series.tapped(EndSeries)
async def end_series(turn: Turn[Draft], tap: EndSeries) -> None:
    """This one takes place, none after it."""
    of = await forum_for(turn, tap.forum, lambda _: turn.may(Right.CALL_FORUM), locked=True)
    if of is None:
        return
    if of.forum.rule is None:
        turn.toast("common.stale")
        return
    of.forum.rule = None
    turn.toast("forum_series.ended")
    await turn.session.flush()
    await redraw_live_cards(turn, of)
