"""/forum (storyboard 4): the Office calls a forum or another meeting.

Title, field, when, where, agenda, whom, seats, until when; then the preview. The steps go on in ``when``, ``whom`` and
``preview``.
"""

from bot.conversation import reading
from bot.conversation.buttons import Button, Choice, column
from bot.conversation.form import Field, Values
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Refused, Stale, there
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import units
from handlers.forum.call.draft import ASKS, CommuneSelection, Detail, ForumDraft, ask, go_on, ways
from handlers.forum.call.draft import call as call
from handlers.forum.call.form import form
from handlers.forum.call.line import copy_of, draft_from, read_line
from handlers.forum.call.preview import preview
from handlers.forum.call.when import ask_answer_by, ask_minutes, ask_rhythm, ask_starts
from handlers.forum.call.whom import ask_audience, ask_capacity, ask_seats
from handlers.forum.fields import NO_AGENDA, NO_LINK, NO_PLACE, agenda, link, located, pin
from models.forum import forum as forums
from models.forum.forum import AGENDA_LIMIT, TITLE_LIMIT, Forum, Kind
from models.people import commune
from models.reading.words import tidy

TEMPLATES = 40


# --- what it is called ----------------------------------------


@call.begins
async def begin(turn: Turn[ForumDraft], words: str) -> None:
    """``/forum``, with the title or a whole line after it, or alone."""
    if (line := read_line(words, turn.services.clock.local(turn.now))) is not None:
        draft = await draft_from(turn, line)
        await turn.begin(call, draft, _first(draft))
        return
    title = tidy(words)
    fits = 0 < units(title) <= TITLE_LIMIT
    await turn.begin(call, ForumDraft(title=title if fits else ""), ask_field if fits else ask_title)
    reading.fitting(title, TITLE_LIMIT)


def _first(draft: ForumDraft) -> Step[ForumDraft]:
    """The first step of a draft that knows the rest; if the day is known, the hour is asked."""
    step = ASKS[next(iter(draft.missing), None)]
    return call.steps[f"{step.name}_hour"] if step is ask_starts and draft.day is not None else step


@call.step
async def ask_title(turn: Turn[ForumDraft]) -> Message:
    """A typed title makes it a forum; other kinds and earlier forums to copy are buttons."""
    draft = turn.draft
    kinds = [turn.choice(kind, f"forum_call.kind_{kind}") for kind in Kind if kind is not draft.kind]
    keyboard = ways(turn) if draft.is_whole else [*column(kinds), [turn.answer("forum_call.templates")]]
    return Message(turn.words(f"forum_call.ask_title_{draft.kind}"), keyboard)


@ask_title.chosen
async def pick_kind(turn: Turn[ForumDraft], kind: Kind) -> None:
    """A meeting of a team, an inaugural meeting, or a forum."""
    turn.draft.kind = kind
    await turn.again()


@ask_title.told()
async def tell_title(turn: Turn[ForumDraft], told: UserInput) -> None:
    """A title, or (while nothing else is known) a line that says more."""
    line = read_line(told.text, turn.services.clock.local(turn.now)) if turn.draft == ForumDraft() else None
    if line is None:
        await take_title(turn, reading.fitting(tidy(told.text), TITLE_LIMIT))
        return
    draft = await draft_from(turn, line)
    for name, value in draft:
        setattr(turn.draft, name, value)
    await turn.go(_first(draft))


async def take_title(turn: Turn[ForumDraft], title: str) -> None:
    turn.draft.title = title
    await go_on(turn, Detail.TITLE)


# --- like an earlier one ----------------------------------------


@ask_title.answer("templates")
@call.step(narrows="forum_call.no_such_template", answers={"back": ask_title})
async def ask_template(turn: Turn[ForumDraft]) -> Message | Pick:
    """Forums to copy: those to come and the last ones held."""
    coming = await forums.coming(turn.session, now=turn.now)
    found = [*coming, *await forums.past(turn.session, now=turn.now, limit=TEMPLATES)]
    if not found:
        return Message(turn.words("forum_call.no_templates"), ways(turn))
    items = [Item(_dated(turn, forum), forum.id, forum.title) for forum in found]
    return Pick(turn.words("forum_call.ask_template"), items, below=ways(turn))


def _dated(turn: Turn[ForumDraft], forum: Forum) -> str:
    """``10.12.2026 · Forum Mobilności``"""
    return f"{turn.words.day(turn.services.clock.local(forum.starts_at).date())} · {forum.title}"


@ask_template.chosen
async def take_after(turn: Turn[ForumDraft], forum: int) -> None:
    """Copies everything but the date, which is asked; then comes the preview."""
    of = there(await forums.called(turn.session, forum))
    for name, value in await copy_of(turn, of.forum):
        setattr(turn.draft, name, value)
    await ask(turn, Detail.STARTS)


# --- what it is about ----------------------------------------


@call.step
async def ask_field(turn: Turn[ForumDraft]) -> Message:
    """The field of cooperation, or none."""
    fields = [Button(field.name, Choice.to(field.id)) for field in await commune.all_fields(turn.session)]
    none = turn.answer("forum_call.no_field")
    return Message(turn.words("forum_call.ask_field"), [*column(fields), *ways(turn, none)])


@ask_field.chosen
async def pick_field(turn: Turn[ForumDraft], field: int) -> None:
    if all(field != each.id for each in await commune.all_fields(turn.session)):
        raise Stale
    turn.draft.field = field
    await go_on(turn, Detail.FIELD)


@ask_field.answer("no_field")
async def without_field(turn: Turn[ForumDraft]) -> None:
    """Communes that were selected by the field have to be selected in another way."""
    turn.draft.field = None
    if turn.draft.audience is CommuneSelection.IN_FIELD:
        await ask(turn, Detail.AUDIENCE)
    else:
        await go_on(turn, Detail.FIELD)


# --- where, and what happens there ----------------------------------------


def place(turn: Turn[ForumDraft], told: UserInput) -> Values:
    """A place, a link, both, or a pin on the map."""
    if pinned := pin(told):
        return pinned
    if told.file_id is not None:
        raise Refused("common.text_only", stays=True)
    where = located(told.text)
    return {**NO_PLACE, **where} if "place" in where and turn.draft.place is not None else where


ask_place = form.add(Field("place", place, without="common.skip", empty=NO_PLACE, files=True))
ask_link = form.add(Field("link", link, without="forum_call.no_link", empty=NO_LINK))
ask_agenda = form.add(Field("agenda", agenda, without="common.skip", empty=NO_AGENDA, files=True, limit=AGENDA_LIMIT))
ASKS.update(
    {
        Detail.TITLE: ask_title,
        Detail.FIELD: ask_field,
        Detail.STARTS: ask_starts,
        Detail.MINUTES: ask_minutes,
        Detail.PLACE: ask_place,
        Detail.LINK: ask_link,
        Detail.AGENDA: ask_agenda,
        Detail.AUDIENCE: ask_audience,
        Detail.SEATS: ask_seats,
        Detail.CAPACITY: ask_capacity,
        Detail.ANSWER_BY: ask_answer_by,
        Detail.RHYTHM: ask_rhythm,
        None: preview,
    }
)
