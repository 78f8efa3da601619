"""How a risk looks on a phone, and who is shown it. Shared by the conversations about risks and the jobs."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Keyboard, Tap
from bot.conversation.turn import Turn
from bot.conversation.voice import House, Message, Voice, button
from bot.texts import MESSAGE_LIMIT, Words, pages, shorten, visible
from models.people import person as people
from models.people.person import Somebody
from models.people.right import Holding, Needs, Right
from models.risk import card as risk_card
from models.risk import case as risk_case
from models.risk import escalation
from models.risk.action import RiskAction
from models.risk.card import PARTNERING, Audience, Reader, RiskCard
from models.risk.case import Case
from models.risk.risk import Move, Risk, Severity, State, band_of, moves_from, score

ACTIONS_SHOWN = 5
ACTION_SHOWN = 100
TEXT_SHOWN = 300


class Show(Tap, tag="risk.show"):
    """The card of this risk, please."""

    risk: int


class Do(Tap, tag="risk.do"):
    """Take it, close it, withdraw it…"""

    risk: int
    move: Move


class Ask(Tap, tag="risk.ask"):
    """Ask the reporter something."""

    risk: int


class Details(Tap, tag="risk.details"):
    """Say more about it."""

    risk: int


class History(Tap, tag="risk.history"):
    """What has happened to it."""

    risk: int


class FromStatus(Tap, tag="risk.from_status"):
    """Report what was just said about this project in the weekly status, or about a milestone of it put off."""

    project: int
    milestone: int | None = None


class ThreadFiles(Tap, tag="risk.thread_files"):
    """What was sent with questions and answers about it."""

    risk: int


class Files(Tap, tag="risk.files"):
    """What was sent with its description."""

    risk: int


# --- whose tap is obeyed ----------------------------------------


async def case_for(
    turn: Turn[Any], risk_id: int, allowed: Callable[[Case], bool], *, locked: bool = False
) -> Case | None:
    """The risk, if this person may do to it what they tapped; else a toast says why not."""
    of = await risk_case.case(turn.session, risk_id, locked=locked)
    if of is None:
        turn.toast("common.stale")
    elif not allowed(of):
        turn.toast("common.not_allowed_toast")
    else:
        return of
    return None


def may_read(turn: Turn[Any]) -> Callable[[Case], bool]:
    """Whether the person may know all about it."""
    return lambda of: of.may_be_read_with(turn.memberships)


async def case_shown(turn: Turn[Any], risk_id: int) -> Case | None:
    """The risk, if this person may see its card, be it as a partner; else a toast says why not."""
    is_partner = await risk_card.is_partner(turn.session, risk_id, turn.memberships)
    return await case_for(turn, risk_id, lambda of: is_partner or of.may_be_read_with(turn.memberships))


def may_edit(turn: Turn[Any]) -> Callable[[Case], bool]:
    """Whether the person may say more about it."""
    return lambda of: of.may_be_edited_by(turn.person, turn.memberships)


# --- the card ----------------------------------------


def name_of(words: Words, of: Case) -> Markup:
    """``R-12 · Niepołomice · P+R Podłęże``"""
    where = of.project.name if of.project is not None else words("risk.whole_commune")
    return Markup("{} · {} · {}").format(of.risk.number, of.commune.name, where)


def card(words: Words, house: House, of: Case, person: Somebody, memberships: Sequence[Holding]) -> Message:
    """The card with the buttons that are this person's."""
    return Message(card_text(words, house, of), _keyboard(words, of, person, memberships))


def card_text(words: Words, house: House, of: Case, *, before: str = "") -> Markup:
    """All that is known of a risk, or of it what fits into one message (before this): a card changes in its place."""
    risk = of.risk
    lines = [
        words("risk.heading", sign=risk.severity.sign, name=name_of(words, of)),
        risk.text,
        words("risk.attachments", n=of.attachments) if of.attachments else "",
        words("risk.by", name=of.author.name, at=_moment(words, house, risk.raised_at)),
        state_line(words, house, of),
        _rating(words, of),
        *(
            words(f"risk.the_{part}", text=text)
            for part in ("cause", "event", "effect")
            if (text := getattr(risk, part))
        ),
        Markup(" · ").join(_facts(words, of)),
        *(_action(words, action) for action in of.actions[:ACTIONS_SHOWN]),
        words("risk.more_actions", n=more) if (more := len(of.actions) - ACTIONS_SHOWN) > 0 else "",
    ]
    whole = Markup("\n").join(line for line in lines if line)
    return Markup(pages(whole, MESSAGE_LIMIT - visible(before))[0] + before)  # noqa: S704


def state_line(words: Words, house: House, of: Case) -> Markup:
    """``👀 Przyjął: Jan Kowalski, wt. 24.11, 9:14``, with the reason where one was given."""
    risk, move = of.risk, of.last_move
    if risk.state is State.TAKEN:
        lines = _taken(words, house, of)
    else:
        by = move.person.name if move is not None and move.person is not None else ""
        at = _moment(words, house, move.event.at if move is not None else risk.raised_at)
        lines = [words(f"risk.is_{risk.state}", name=by, at=at)]
    if risk.state is State.IN_HAND:
        lines = [*_taken(words, house, of), *lines]
    if move is not None and move.event.reason:
        lines.append(Markup("<i>{}</i>").format(move.event.reason))
    return Markup("\n").join(lines)


def _taken(words: Words, house: House, of: Case) -> list[Markup]:
    taker, at = of.taker, of.risk.taken_at
    if taker is None or at is None:
        return []
    return [words("risk.takes", name=taker.name, at=_moment(words, house, at))]


def rated(words: Words, likelihood: int | None, impact: int | None) -> str:
    """``4 × 5 = 20 (A)``, with a question mark for what is not rated yet."""
    product = score(likelihood, impact)
    factors = f"{likelihood or '?'} × {impact or '?'}"
    return f"{factors} = {product} ({band_of(product).upper()})" if product is not None else factors


def _rating(words: Words, of: Case) -> Markup:
    risk = of.risk
    if risk.likelihood is None and risk.impact is None:
        return Markup("")
    before = rated(words, risk.likelihood, risk.impact)
    if risk.likelihood_after is None and risk.impact_after is None:
        return words("risk.rating", before=before)
    return words("risk.rating_after", before=before, after=rated(words, risk.likelihood_after, risk.impact_after))


def _facts(words: Words, of: Case) -> list[Markup]:
    risk = of.risk
    facts = []
    if risk.category is not None:
        facts.append(words(f"category.{risk.category}"))
    if risk.proximity is not None:
        facts.append(words(f"proximity.{risk.proximity}"))
    if risk.response is not None:
        facts.append(words(f"response.{risk.response}"))
    if of.owner is not None:
        facts.append(words("risk.owned_by", name=of.owner.name))
    return facts


def _action(words: Words, action: RiskAction) -> Markup:
    sign = "☑" if action.done_on is not None else "☐"
    return words("risk.action", sign=sign, due=words.day(action.due), text=shorten(action.text, ACTION_SHOWN))


def _moment(words: Words, house: House, instant: datetime) -> str:
    return words.moment(house.clock.local(instant))


def _keyboard(words: Words, of: Case, person: Somebody, memberships: Sequence[Holding]) -> Keyboard:
    id = of.risk.id or 0
    moves = {
        move: button(words, f"risk.{move}", Do(risk=id, move=move))
        for move in moves_from(of.risk.state)
        if of.may_be_moved_by(person, memberships, move)
    }
    first = [Move.TAKE, Move.START, Move.REOPEN]
    handles = of.may_be_asked_about_with(memberships) and of.author.id != person.id
    top = [moves[move] for move in first if move in moves]
    if handles and of.risk.state.is_open:
        top.append(button(words, "risk.ask", Ask(risk=id)))
    top += [moves[move] for move in (Move.CLOSE, Move.ACCEPT, Move.WITHDRAW) if move in moves]
    bottom = []
    if of.attachments:
        bottom.append(button(words, "risk.files", Files(risk=id), n=of.attachments))
    if of.risk.state.is_open and of.may_be_edited_by(person, memberships):
        bottom.append(button(words, "risk.details", Details(risk=id)))
    if of.may_be_read_with(memberships):
        bottom.append(button(words, "risk.history", History(risk=id)))
    return [row for row in (top[:3], top[3:], bottom) if row]


# --- those who are told ----------------------------------------


def due_of(voice: Voice, risk: Risk) -> datetime | None:
    """When people are told of it: of a critical one at once (None), at any hour; of others in working hours."""
    return None if risk.severity is Severity.CRITICAL else voice.house.clock.working_time(voice.now)


def card_subject(risk: Risk) -> str:
    """How the subjects of its cards begin, which may wait for working hours; each time it is announced has its own."""
    return f"risk:{risk.id}:card:"


def untaken(risk: Risk) -> str:
    """How the subjects of what is said begin because nobody has taken it; each time it waits has its own."""
    return f"risk:{risk.id}:untaken:"


def unfinished(action: RiskAction) -> str:
    """The subject of what is said because an action is not done."""
    return f"risk-action:{action.id}"


def behind(voice: Voice, due: date) -> int:
    """How many of its reminders an action has behind it that is due then, as of now."""
    return escalation.behind(due, now=voice.now, clock=voice.house.clock)


def needs_of(of: Case, memberships: Sequence[Holding]) -> Needs:
    """What somebody with these roles must still hold to read of it: in the team or the Office, or as a partner."""
    if of.may_be_read_with(memberships):
        return Needs(Right.READ_RISKS, of.risk.commune_id)
    return Needs(Right.EDIT_PROJECTS, next((m.commune_id for m in memberships if m.role in PARTNERING), None))


async def announce(voice: Voice, of: Case) -> Audience:
    """Put the card before everybody whom the risk concerns: a critical one at any hour, others in working hours."""
    told = await risk_card.audience(voice.session, of.risk)
    roles = await people.memberships_of(voice.session, told.everybody)
    due = due_of(voice, of.risk)
    subject = f"{card_subject(of.risk)}{of.last_move.event.id if of.last_move else 0}"
    cards = []
    for person in told.everybody:
        [letter] = voice.tell(
            [person], _card_for(voice, of, person, roles.get(person.id or 0, ())),
            needs=needs_of(of, roles.get(person.id or 0, ())), due=due, aloud=due is None,
            once=subject, about=subject,
        )  # fmt: skip
        cards.append(RiskCard(letter_id=letter.id, risk_id=of.risk.id or 0, person_id=person.id or 0))
    risk_card.keep(voice.session, cards)
    return told


async def ring(voice: Voice, of: Case, *, by: Somebody) -> None:
    """It turned out to be critical: everybody else concerned hears of it now, at any hour."""
    told = await risk_card.audience(voice.session, of.risk)
    roles = await people.memberships_of(voice.session, told.everybody)
    for person in told.everybody:
        if person.id != by.id:
            held = roles.get(person.id or 0, ())
            voice.tell([person], _ring_for(of, person, held), needs=needs_of(of, held), aloud=True)


def _ring_for(of: Case, person: Somebody, memberships: Sequence[Holding]) -> Callable[[Words], Message]:
    id = of.risk.id or 0
    takes = of.can_be(Move.TAKE) and of.may_be_moved_by(person, memberships, Move.TAKE)

    def view(words: Words) -> Message:
        text = words("risk.turned_critical", name=name_of(words, of), text=shorten(of.risk.text, TEXT_SHOWN))
        take = [button(words, "risk.take", Do(risk=id, move=Move.TAKE))] if takes else []
        return Message(text, [[*take, button(words, "risk.show", Show(risk=id))]])

    return view


async def redraw_cards(voice: Voice, of: Case) -> None:
    """Change every card of the risk in its place; what reminded of it is done with once somebody has taken it."""
    readers = await risk_card.readers(voice.session, of.risk.id or 0)
    waits = of.risk.state is State.REPORTED
    cards = [reader for reader in readers if not reader.card.reminds]
    reminders = [reader for reader in readers if reader.card.reminds and not waits]
    seen = [(r, card(_words(voice, r), voice.house, of, r.person, r.memberships)) for r in cards]
    await _amend(voice, of, [*seen, *((r, news(_words(voice, r), voice.house, of)) for r in reminders)])
    await risk_card.forget(voice.session, [reader.card for reader in reminders])


async def retire_cards(voice: Voice, of: Case) -> None:
    """There will be new ones: those that people have shrink to a line and are changed no more."""
    readers = await risk_card.readers(voice.session, of.risk.id or 0)
    await _amend(voice, of, [(reader, news(_words(voice, reader), voice.house, of)) for reader in readers])
    await risk_card.forget(voice.session, [reader.card for reader in readers])


async def _amend(voice: Voice, of: Case, seen: Sequence[tuple[Reader, Message]]) -> None:
    await voice.amend(
        [
            (reader.card.letter_id, reader.person.telegram_id, message, needs_of(of, reader.memberships))
            for reader, message in seen
        ]
    )


def _words(voice: Voice, reader: Reader) -> Words:
    return voice.house.texts[reader.person.language]


def news(words: Words, house: House, of: Case) -> Message:
    """Which risk, how it stands now, and the way to its card."""
    text = words("risk.news", name=name_of(words, of), state=state_line(words, house, of))
    return Message(text, [[button(words, "risk.show", Show(risk=of.risk.id or 0))]])


def _card_for(voice: Voice, of: Case, person: Somebody, memberships: Sequence[Holding]) -> Callable[[Words], Message]:
    return lambda words: card(words, voice.house, of, person, memberships)


def shown_again(turn: Turn[Any], of: Case) -> Message:
    """The card as the person of the Turn sees it."""
    return card(turn.words, turn.house, of, turn.person, turn.memberships)
