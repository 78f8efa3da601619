"""[💬 Zapytaj] on a card: questions and answers between the Office and the reporter of a risk, kept with the risk."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.buttons import Tap
from bot.conversation.dialog import Conversation
from bot.conversation.outgoing import Message, button
from bot.conversation.refusal import NotAllowed, Refused, Stale, there
from bot.conversation.turn import Turn
from bot.conversation.user_input import Attachment, UserInput
from bot.texts import Words, shorten
from handlers.risk.draft import AboutRisk
from handlers.risk.views import Ask, name_of
from models.people import person as people
from models.people.permission import Needs, Right
from models.people.person import Somebody
from models.risk import case as risk_case
from models.risk import message as risk_message
from models.risk.case import Case
from models.risk.message import TEXT_LIMIT, Said

QUOTED = 300


class Exchange(AboutRisk):
    """The message being answered (None: a new question of the Office)."""

    answers: int | None = None


class Reply(Tap, tag="risk_thread.reply"):
    """Answer this message."""

    message: int


risk_thread = Conversation("risk_thread", Exchange, who=Right.READ_RISKS)


# --- how it begins ----------------------------------------


@risk_thread.tapped(Ask)
async def ask(turn: Turn[Exchange], tap: Ask) -> None:
    """[💬 Zapytaj], while the risk is open and its reporter is in the team."""
    of = await _open_to(turn, tap.risk, None)
    if not of.risk.state.is_open:
        raise Stale
    await _readers(turn, of, None)
    await _begin(turn, of, None)


@risk_thread.tapped(Reply)
async def reply(turn: Turn[Exchange], tap: Reply) -> None:
    """[↩️ Odpowiedz]; the button stays, for a second answer."""
    answered = there(await risk_message.with_id(turn.session, tap.message))
    await _begin(turn, await _open_to(turn, answered.message.risk_id, answered), answered)


@risk_thread.unasked
async def reply_at_once(turn: Turn[Exchange], told: UserInput) -> bool:
    """Telegram's own reply to a message with [↩️ Odpowiedz] works like the button."""
    tap = turn.replies_to(Reply)
    answered = await risk_message.with_id(turn.session, tap.message) if tap is not None else None
    if answered is None:
        return False
    of = await _open_to(turn, answered.message.risk_id, answered)
    if len(told.text) > TEXT_LIMIT:
        await _ask_for_less(turn, of, answered, told)
    else:
        await _send(turn, of, answered, told)
    return True


@risk_thread.completed
async def send_the_rest(turn: Turn[Exchange], told: UserInput) -> None:
    """Sends what came together with a question or an answer as one more message."""
    last = await risk_message.last_by(turn.session, turn.person)
    of = await risk_case.case(turn.session, last.risk_id) if last is not None else None
    answered = await risk_message.with_id(turn.session, last.answers) if last is not None and last.answers else None
    if of is not None and _may_write(turn, of, answered) and len(told.text) <= TEXT_LIMIT:
        await _send(turn, of, answered, told, quiet=True)


async def _ask_for_less(turn: Turn[Exchange], of: Case, answered: Said | None, told: UserInput) -> None:
    """The question is open from now on; the rest of a text that came in pieces is not taken as its answer."""
    turn.say("common.too_long", n=len(told.text), limit=TEXT_LIMIT)
    await _begin(turn, of, answered)
    if turn.dialog is not None and turn.update.message is not None:
        turn.dialog.refused_at = turn.update.message.date


async def _begin(turn: Turn[Exchange], of: Case, answered: Said | None) -> None:
    answers = answered.message.id if answered is not None else None
    await turn.begin(risk_thread, Exchange(risk=of.risk.id, commune=of.risk.commune_id, answers=answers), ask_words)


# --- what is said ----------------------------------------


@risk_thread.step
async def ask_words(turn: Turn[Exchange]) -> Message:
    """``O co chcesz zapytać?``"""
    of, answered = await _exchange(turn)
    name = name_of(turn.words, of)
    if answered is None:
        return Message(turn.words("risk_thread.ask_question", name=name, reporter=of.author.name))
    quote = _quote(_said(turn.words, answered))
    return Message(turn.words("risk_thread.ask_answer", name=name, person=answered.person.name, quote=quote))


@ask_words.told(files=True, limit=TEXT_LIMIT)
async def take_words(turn: Turn[Exchange], told: UserInput) -> None:
    """A text, or a file with or without words."""
    of, answered = await _exchange(turn)
    await _send(turn, of, answered, told)


async def _exchange(turn: Turn[Exchange]) -> tuple[Case, Said | None]:
    """The risk and the message being answered, if this person may still write about it."""
    draft = turn.draft
    answered = await risk_message.with_id(turn.session, draft.answers) if draft.answers is not None else None
    return await _open_to(turn, draft.risk, answered), answered


async def _send(turn: Turn[Exchange], of: Case, answered: Said | None, told: UserInput, *, quiet: bool = False) -> None:
    """Keeps it with the risk and tells the other side; ``quiet``: the writer knows already to whom it goes."""
    readers = await _readers(turn, of, answered)
    written = await risk_message.say(
        turn.session,
        of.risk.id,
        text=f"📍 {told.text}" if told.kind == "location" else told.text,
        by=turn.person,
        now=turn.now,
        attachment_kind=told.kind if told.file_id is not None else None,
        attachment_id=told.file_id,
        answers=answered.message.id if answered is not None else None,
    )
    if not quiet:
        await turn.end("risk_thread.sent", names=", ".join(person.name for person in readers))
    needs = Needs(Right.READ_RISKS, of.risk.commune_id)
    turn.tell(readers, lambda words: _message(words, of, answered, Said(written, turn.person)), needs=needs)


# --- who writes to whom ----------------------------------------


async def _open_to(turn: Turn[Exchange], risk_id: int, answered: Said | None) -> Case:
    """The risk, if this person may ask about it, or answer this message."""
    of = there(await risk_case.case(turn.session, risk_id))
    if not _may_write(turn, of, answered):
        raise NotAllowed
    return of


def _may_write(turn: Turn[Exchange], of: Case, answered: Said | None) -> bool:
    """The Office asks; the reporter answers the Office, and the Office the reporter."""
    if answered is not None and answered.person.id != of.author.id:
        return turn.person.id == of.author.id and of.may_be_read_with(turn.memberships)
    return turn.person.id != of.author.id and of.may_be_asked_about_with(turn.memberships)


async def _readers(turn: Turn[Exchange], of: Case, answered: Said | None) -> Sequence[Somebody]:
    """The reporter, while in the team; of the Office, those who asked and took the risk, or else everybody."""
    if turn.person.id != of.author.id:
        roles = await people.memberships_of(turn.session, [of.author])
        readers = [of.author] if of.may_be_read_with(roles.get(of.author.id, ())) else []
    else:
        office = await people.people_with(turn.session, Right.HANDLE_RISK, commune_id=of.risk.commune_id)
        others = [person for person in office if person.id != turn.person.id]
        concerned = {of.risk.taken_by_id, answered.person.id if answered is not None else None}
        readers = [person for person in others if person.id in concerned] or others
    if not readers:
        raise Refused("risk_thread.nobody")
    return readers


# --- words ----------------------------------------


def _message(words: Words, of: Case, answered: Said | None, said: Said) -> Message:
    """Its author, what it answers, its words and its file."""
    new = said.message
    name = name_of(words, of)
    if said.person.id == of.author.id:
        heading = words("risk_thread.reporter_answers", person=said.person.name, name=name)
    elif answered is not None:
        heading = words("risk_thread.office_answers", person=said.person.name, name=name)
    else:
        heading = words("risk_thread.office_asks", person=said.person.name, name=name)
    if answered is None:
        lines = [heading, _quote(new.text) if new.text else ""]
    else:
        lines = [heading, _quote(_said(words, answered)), Markup.escape(new.text)]
    keyboard = [[button(words, "risk_thread.reply", Reply(message=new.id))]]
    file = Attachment(new.attachment_kind, new.attachment_id) if new.attachment_kind and new.attachment_id else None
    return Message(Markup("\n").join(line for line in lines if line), keyboard, file)


def _said(words: Words, said: Said) -> str:
    return shorten(said.message.text, QUOTED) or words.plain("common.attachment")


def _quote(text: str) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(text)
