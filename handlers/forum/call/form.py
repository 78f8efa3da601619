"""How each answer about a forum is kept, if it agrees with the others."""

from datetime import datetime

from bot.conversation.form import Form, Values
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from handlers.forum.call.draft import Detail, ForumDraft, call, go_on, ways
from handlers.forum.fields import SHORTEST, no_moment, said


async def note(turn: Turn[ForumDraft], name: str, values: Values) -> None:
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
    """Sets the start, and the length if it was typed too."""
    if minutes is not None and minutes < SHORTEST:
        raise Refused("forum_call.bad_minutes", stays=True)
    turn.draft.start(at)
    turn.draft.minutes = minutes or turn.draft.minutes


def answer_by(turn: Turn[ForumDraft], at: datetime) -> None:
    """Sets the deadline: not after the start, and after the invitations are sent if there is time for that."""
    draft = turn.draft
    if draft.starts_at is not None and at > draft.starts_at:
        raise Refused("forum_call.answer_after_start", stays=True, start=said(turn, draft.starts_at))
    goes_out = draft.goes_out(turn.services.clock, turn.now)
    if draft.starts_at is not None and at <= goes_out < draft.starts_at:
        raise Refused("forum_call.sent_too_late", stays=True, at=said(turn, goes_out), by=said(turn, at))
    draft.answer_by = at


def send_at(turn: Turn[ForumDraft], at: datetime) -> None:
    """Sets the sending time: in working hours, before the deadline and before the start."""
    draft, goes_out = turn.draft, turn.services.clock.working_time(at)
    if draft.answer_by is not None and goes_out >= draft.answer_by:
        raise Refused("forum_call.sent_too_late", stays=True, at=said(turn, goes_out), by=said(turn, draft.answer_by))
    if draft.starts_at is not None and goes_out >= draft.starts_at:
        times = {"at": said(turn, goes_out), "start": said(turn, draft.starts_at)}
        raise Refused("forum_call.sent_after_start", stays=True, **times)
    draft.send_at = goes_out
