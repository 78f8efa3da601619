"""The preview of a forum as others will see it; from here it is sent, put off, corrected or thrown away."""

from datetime import datetime

from markupsafe import Markup
from msgspec import Struct

from bot.conversation.buttons import Answer, Button, Choice, Keyboard, column
from bot.conversation.outgoing import Message
from bot.conversation.step import ends
from bot.conversation.turn import Turn
from bot.conversation.user_input import Attachment
from bot.texts import shorten
from handlers.forum.call.draft import CommuneSelection, Detail, ForumDraft, ask, call, ways
from handlers.forum.call.when import ask_send_at
from handlers.forum.call.whom import invited
from handlers.forum.fields import days_off, lasts, said
from handlers.forum.notices.live_card import show_live_card
from handlers.forum.views import delegation, heading, invitation, rhythm
from models.db.base import NOT_KEPT
from models.forum import delegate, forum_commune
from models.forum.delegate import Delegate
from models.forum.forum import ForumView, Kind
from models.forum.forum_commune import ForumCommune, Invited
from models.people import commune
from models.people import person as people
from models.people.commune import Commune
from models.people.permission import Group, Role

ASKED_FOR_COMMUNES = (Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.CHAIR, Role.CHAIR_DEPUTY)
NAMES_SHOWN = 300


class Plan(Struct, frozen=True):
    of: ForumView
    communes: list[Commune]
    silent: list[Commune]
    """Communes in which there is nobody to ask."""

    def flaw(self, now: datetime) -> str | None:
        """Why it cannot be called in this way."""
        if self.of.forum.starts_at <= now:
            return "past"
        if self.of.forum.send_at >= self.of.forum.starts_at:
            return "too_late"
        return "nobody" if len(self.silent) == len(self.communes) else None


async def _plan(turn: Turn[ForumDraft]) -> Plan:
    """The plan as it stands; invitations not sent yet go out in working hours."""
    draft, clock = turn.draft, turn.services.clock
    send_at = draft.goes_out(clock, turn.now)
    draft.ask_for_answers(clock, send_at)
    forum = draft.forum(turn.person.id, zone=clock.zone, send_at=send_at, now=turn.now)
    field = next((field for field in await commune.all_fields(turn.session) if field.id == draft.field), None)
    roles = ASKED_FOR_COMMUNES if draft.kind.delegates else forum.invites
    asked = await people.communes_with(turn.session, roles=roles)
    communes = await invited(turn)
    return Plan(ForumView(forum, field), communes, [one for one in communes if one.id not in asked])


# --- the preview ----------------------------------------


@call.step
async def preview(turn: Turn[ForumDraft]) -> Message:
    """The forum as others will see it, with their buttons as words; below, what only the Office sees."""
    draft = turn.draft
    plan = await _plan(turn)
    seen = _as_others_see_it(turn, plan)
    if seen.sent is not None and draft.shown_file != seen.sent.file_id:
        draft.shown_file = seen.sent.file_id
        turn.say(Message(heading(turn.words, turn.services, plan.of.forum), sent=seen.sent))
    flaw = plan.flaw(turn.now)
    labels = " · ".join(button.label for row in seen.keyboard for button in row)
    note, theirs = turn.words(f"forum_call.preview_{draft.kind}"), turn.words("forum_call.theirs", labels=labels)
    text = Markup("\n").join((note, Markup(""), seen.text, theirs, Markup(""), *_office_lines(turn, plan, flaw)))
    return Message(text, _office_buttons(turn, can_be_sent=flaw is None))


def _as_others_see_it(turn: Turn[ForumDraft], plan: Plan) -> Message:
    """None of it is stored yet."""
    forum = plan.of.forum
    forum.id = NOT_KEPT
    if forum.kind.delegates:
        one = Invited(ForumCommune(forum_id=NOT_KEPT, commune_id=NOT_KEPT), Commune(id=NOT_KEPT, name=""), None)
        message = invitation(turn.words, turn.services, plan.of, one, ())
    else:
        sent = delegate.Delegation(Delegate(id=NOT_KEPT, forum_id=NOT_KEPT), turn.person, None)
        message = delegation(turn.words, turn.services, plan.of, sent)
    if forum.agenda_file is None or forum.agenda_kind is None:
        return message
    return Message(message.text, message.keyboard, Attachment(forum.agenda_kind, forum.agenda_file))


def _office_lines(turn: Turn[ForumDraft], plan: Plan, flaw: str | None) -> list[Markup]:
    words, forum = turn.words, plan.of.forum
    lines = [words("forum_call.goes_to", whom=_whom(turn, plan)), *days_off(turn, forum.starts_at, forum.answer_by)]
    if forum.rule is not None:
        lines.append(words("rhythm.repeated", rhythm=rhythm(words, forum.rule)))
    if flaw is not None:
        lines.append(words(f"forum_call.flaw_{flaw}", at=said(turn, forum.send_at)))
    elif plan.silent:
        names = shorten(", ".join(one.name for one in plan.silent), NAMES_SHOWN)
        lines.append(words("forum_call.nobody_in", communes=names))
    if flaw is None and forum.send_at > turn.now:
        lines.append(words("forum_call.goes_out", at=said(turn, forum.send_at)))
    return lines


def _whom(turn: Turn[ForumDraft], plan: Plan) -> str:
    """``wszystkie gminy (15)``, ``Niepołomice, Skawina``, ``przewodniczący, Biuro · wszystkie gminy (15)``"""
    n, draft = len(plan.communes), turn.draft
    if draft.audience is CommuneSelection.ALL:
        named = turn.words.plain("forum_call.to_all", n=n)
    elif draft.audience is CommuneSelection.IN_FIELD:
        named = turn.words.plain("forum_call.to_field", n=n)
    else:
        named = shorten(", ".join(one.name for one in plan.communes), NAMES_SHOWN)
    if draft.kind.delegates or draft.invites == list(Kind.TEAM.usual):
        return named
    if draft.invites == list(Group):
        return turn.words.plain("forum_call.and_office", whom=named)
    groups = ", ".join(turn.words.plain(f"announcement.to_{group}") for group in draft.invites)
    return f"{groups} · {named}"


def _office_buttons(turn: Turn[ForumDraft], *, can_be_sent: bool) -> Keyboard:
    put_off = turn.draft.send_at
    send = (
        turn.answer("forum_call.send")
        if put_off is None
        else turn.button("forum_call.send_then", Answer(name="send"), at=said(turn, put_off))
    )
    last = [turn.answer("common.mend"), turn.answer("common.discard")]
    return [*([[send], [turn.answer("forum_call.later")]] if can_be_sent else []), last]


preview.answer("later")(ask_send_at)
preview.answer("discard")(ends("forum_call.discarded"))


# --- what is done with it ----------------------------------------


@preview.answer("send")
async def send(turn: Turn[ForumDraft]) -> None:
    """Calls the forum once: the question is answered, so a second tap finds nothing. A job writes the invitations."""
    plan = await _plan(turn)
    if plan.flaw(turn.now) is not None:
        await ask(turn, None)
        return
    ids = [one.id for one in plan.communes]
    forum = await forum_commune.call(turn.session, plan.of.forum, commune_ids=ids)
    turn.wakes.add("forum-send")
    await turn.end(
        "forum_call.put_off" if forum.send_at > turn.now else "forum_call.called",
        heading=heading(turn.words, turn.services, forum), at=said(turn, forum.send_at),
    )  # fmt: skip
    await show_live_card(turn, plan.of)


@preview.answer("mend")
@call.step
async def ask_detail(turn: Turn[ForumDraft]) -> Message:
    """Every detail with its value."""
    plan = await _plan(turn)
    words = turn.words.plain
    buttons = [
        Button(f"{words(f'forum_call.detail_{detail}')}: {_value(turn, plan, detail)}", Choice.to(detail))
        for detail in turn.draft.details
    ]
    return Message(turn.words("forum_call.ask_detail"), [*column(buttons), *ways(turn)])


def _value(turn: Turn[ForumDraft], plan: Plan, detail: Detail) -> str:
    draft, none = turn.draft, turn.words.plain("forum_call.none")
    match detail:
        case Detail.TITLE:
            return draft.title
        case Detail.FIELD:
            return plan.of.field.name if plan.of.field is not None else none
        case Detail.STARTS:
            return said(turn, plan.of.forum.starts_at)
        case Detail.MINUTES:
            return lasts(draft.minutes)
        case Detail.PLACE:
            return draft.place or ("📍" if draft.latitude is not None else none)
        case Detail.LINK:
            return draft.link or none
        case Detail.AGENDA:
            return " ".join(part for part in ("📎" if draft.agenda_file else "", draft.agenda or "") if part) or none
        case Detail.AUDIENCE:
            return _whom(turn, plan)
        case Detail.SEATS:
            return str(draft.seats or turn.words.plain("forum_call.unlimited"))
        case Detail.CAPACITY:
            return str(draft.capacity or turn.words.plain("forum_call.unlimited"))
        case Detail.ANSWER_BY:
            return said(turn, plan.of.forum.answer_by)
        case Detail.RHYTHM:
            return rhythm(turn.words, plan.of.forum.rule) if plan.of.forum.rule else none


ask_detail.chosen(ask)
