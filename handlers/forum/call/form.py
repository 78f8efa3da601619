"""What is noted of each answer about the forum, if it goes with the others."""

from datetime import datetime

from bot.conversation.form import Form, Values
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from handlers.forum.call.draft import Detail, ForumDraft, call, go_on, ways
from handlers.forum.fields import SHORTEST, no_moment, said


async def note(turn: Turn[ForumDraft], name: str, values: Values) -> None:
    """Keep what was read."""
    match name:
        case Detail.STARTS:
            start(turn, values["starts"], values.get("minutes"))
        case Detail.ANSWER_BY:
            answer_by(turn, values["answer_by"])
        case "send_at":
            send_at(turn, values["send_at"])
        case _:
            for detail, value in values.items():
                setattr(turn.draft, detail, value)
    await go_on(turn, Detail(name) if name != "send_at" else None)


form = Form(call, lambda field: f"forum_call.ask_{field}", note, ways, no_moment)


def start(turn: Turn[ForumDraft], at: datetime, minutes: int | None) -> None:
    """It starts then, and takes so long where that was said."""
    if minutes is not None and minutes < SHORTEST:
        raise Refused("forum_call.bad_minutes", stays=True)
    turn.draft.start(at)
    turn.draft.minutes = minutes or turn.draft.minutes


def answer_by(turn: Turn[ForumDraft], at: datetime) -> None:
    """Not after the start; and where there is time for that, after the invitations have gone out."""
    draft = turn.draft
    if draft.starts_at is not None and at > draft.starts_at:
        raise Refused("forum_call.answer_after_start", stays=True, start=said(turn, draft.starts_at))
    goes_out = draft.goes_out(turn.services.clock, turn.now)
    if draft.starts_at is not None and at <= goes_out < draft.starts_at:
        raise Refused("forum_call.sent_too_late", stays=True, at=said(turn, goes_out), by=said(turn, at))
    draft.answer_by = at


def send_at(turn: Turn[ForumDraft], at: datetime) -> None:
    """In working hours, before answers are due and before the start."""
    draft, goes_out = turn.draft, turn.services.clock.working_time(at)
    if draft.answer_by is not None and goes_out >= draft.answer_by:
        raise Refused("forum_call.sent_too_late", stays=True, at=said(turn, goes_out), by=said(turn, draft.answer_by))
    if draft.starts_at is not None and goes_out >= draft.starts_at:
        times = {"at": said(turn, goes_out), "start": said(turn, draft.starts_at)}
        raise Refused("forum_call.sent_after_start", stays=True, **times)
    draft.send_at = goes_out
