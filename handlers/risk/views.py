"""How a risk looks on a phone. Shared by the conversations about risks and the jobs."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Keyboard, Tap, grid
from bot.conversation.outgoing import Message, Services, button
from bot.conversation.refusal import NotAllowed, there
from bot.conversation.turn import Turn
from bot.conversation.user_input import Attachment
from bot.texts import CAPTION_LIMIT, MESSAGE_LIMIT, Words, pages, shorten, units, visible
from models.people.permission import Holding
from models.people.person import Somebody
from models.risk import card as risk_card
from models.risk import case as risk_case
from models.risk.case import Case
from models.risk.risk import HELD, State, Transition, band_of, score, transitions_from
from models.risk.treatment import Treatment

ACTIONS_SHOWN = 5
ACTION_SHOWN = 100
TEXT_LEAST = 100
"""Characters of the description that a card always shows."""


class Show(Tap, tag="risk_deed.show", was="risk.show"):
    """Open the card of this risk."""

    risk: int


class Move(Tap, tag="risk_deed.do", was="risk.do"):
    """Take it, close it, withdraw it…"""

    risk: int
    move: Transition


class Ask(Tap, tag="risk_thread.ask", was="risk.ask"):
    risk: int


class Details(Tap, tag="risk_details.open", was="risk.details"):
    risk: int


class Treat(Tap, tag="risk_action.open"):
    """Open an action against it."""

    risk: int
    action: int


class Rate(Tap, tag="risk_details.rate"):
    """Rate its likelihood and impact."""

    risk: int


class HandOn(Tap, tag="risk_hand_on.open"):
    """Hand it to somebody else of the Office."""

    risk: int


class History(Tap, tag="risk_deed.history", was="risk.history"):
    risk: int


class FromStatus(Tap, tag="risk.from_status"):
    """Report the words about this project, or about its milestone put off, as a risk."""

    project: int
    milestone: int | None = None


class ThreadFiles(Tap, tag="risk_deed.thread_files", was="risk.thread_files"):
    """The files sent with questions and answers."""

    risk: int


class Files(Tap, tag="risk_deed.files", was="risk.files"):
    """The files sent with its description."""

    risk: int


# --- whose tap is obeyed ----------------------------------------


async def case_for(turn: Turn[Any], risk_id: int, allowed: Callable[[Case], bool], *, locked: bool = False) -> Case:
    """The risk, if this person may do what they tapped."""
    of = there(await risk_case.case(turn.session, risk_id, locked=locked))
    if not allowed(of):
        raise NotAllowed(stays=True)
    return of


def may_read(turn: Turn[Any]) -> Callable[[Case], bool]:
    """Whether the person may read all about it."""
    return lambda of: of.may_be_read_with(turn.memberships)


async def case_shown(turn: Turn[Any], risk_id: int) -> Case:
    """The risk, if this person may see its card, even as a partner."""
    is_partner = await risk_card.is_partner(turn.session, risk_id, turn.memberships)
    return await case_for(turn, risk_id, lambda of: is_partner or of.may_be_read_with(turn.memberships))


def may_edit(turn: Turn[Any]) -> Callable[[Case], bool]:
    """Whether the person may edit it."""
    return lambda of: of.may_be_edited_by(turn.person, turn.memberships)


# --- the card ----------------------------------------


def name_of(words: Words, of: Case) -> Markup:
    """``R-12 · Niepołomice · P+R Podłęże``"""
    where = of.project.name if of.project is not None else words("risk.whole_commune")
    return Markup("{} · {} · {}").format(of.risk.number, of.commune.name, where)


def card(
    words: Words,
    services: Services,
    of: Case,
    person: Somebody,
    memberships: Sequence[Holding],
    *,
    heading: str = "",
    on_photo: bool | None = None,
) -> Message:
    """The card with this person's buttons, under a heading; as the caption of the risk's photo if it fits (or because
    the message is one already: ``on_photo``)."""

    def text(*, on_photo: bool) -> Markup:
        limit, files = CAPTION_LIMIT if on_photo else MESSAGE_LIMIT, of.attachments - on_photo
        return card_text(words, services, of, above=heading, files=files, limit=limit)

    whole = text(on_photo=False)
    if on_photo is None:
        on_photo = of.photo is not None and visible(whole) <= CAPTION_LIMIT
    keyboard = _keyboard(words, of, person, memberships, files=of.attachments - on_photo)
    if on_photo:
        return Message(text(on_photo=True), keyboard, Attachment("photo", of.photo or ""))
    return Message(whole, keyboard)


def card_text(
    words: Words,
    services: Services,
    of: Case,
    *,
    above: str = "",
    below: str = "",
    files: int | None = None,
    limit: int = MESSAGE_LIMIT,
) -> Markup:
    """All that is known of a risk, or as much as fits in one message, because a card changes in its place. The
    description is cut first."""
    whole = _whole(words, services, of, above, of.risk.text, of.attachments if files is None else files)
    if (over := visible(whole) + visible(below) - limit) > 0:
        text = shorten(of.risk.text, max(TEXT_LEAST, units(of.risk.text) - over))
        whole = _whole(words, services, of, above, text, of.attachments if files is None else files)
    return Markup(pages(whole, limit - visible(below))[0] + below)  # noqa: S704


def _whole(words: Words, services: Services, of: Case, above: str, text: str, files: int) -> Markup:
    risk = of.risk
    lines = [
        above,
        words("risk.heading", sign=risk.level.sign, name=name_of(words, of)),
        text,
        words("risk.attachments", n=files) if files else "",
        words("risk.by", name=of.author.name, at=_moment(words, services, risk.raised_at)),
        state_line(words, services, of),
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
    return Markup("\n").join(line for line in lines if line)


def state_line(words: Words, services: Services, of: Case) -> Markup:
    """``👀 Przyjął: Jan Kowalski, wt. 24.11, 9:14``, with the reason if there is one."""
    risk, move = of.risk, of.last_move
    if risk.state is State.TAKEN:
        lines = _taken(words, services, of)
    else:
        by = move.person.name if move is not None and move.person is not None else ""
        at = _moment(words, services, move.event.at if move is not None else risk.raised_at)
        is_given_back = risk.state is State.REPORTED and move is not None and move.event.before in HELD
        key = "risk.is_given_back" if is_given_back else f"risk.is_{risk.state}"
        lines = [words(key, name=by, at=at)]
    if risk.state is State.IN_HAND:
        lines = [*_taken(words, services, of), *lines]
    if move is not None and move.event.reason:
        lines.append(Markup("<i>{}</i>").format(move.event.reason))
    return Markup("\n").join(lines)


def _taken(words: Words, services: Services, of: Case) -> list[Markup]:
    taker, at = of.taker, of.risk.taken_at
    if taker is None or at is None:
        return []
    return [words("risk.takes", name=taker.name, at=_moment(words, services, at))]


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
    said = {"category": risk.category, "proximity": risk.proximity, "response": risk.response}
    owner = [words("risk.owned_by", name=of.owner.name)] if of.owner is not None else []
    return [*(words(f"{kind}.{value}") for kind, value in said.items() if value is not None), *owner]


def _action(words: Words, action: Treatment) -> Markup:
    sign = "☑" if action.done_on is not None else "☐"
    return words("risk.action", sign=sign, due=words.day(action.due), text=shorten(action.text, ACTION_SHOWN))


def _moment(words: Words, services: Services, instant: datetime) -> str:
    return words.moment(services.clock.local(instant))


def _keyboard(words: Words, of: Case, person: Somebody, memberships: Sequence[Holding], *, files: int) -> Keyboard:
    id = of.risk.id
    moves = {
        move: button(words, f"risk.{move}", Move(risk=id, move=move))
        for move in transitions_from(of.risk.state)
        if of.may_be_moved_by(person, memberships, move)
    }
    shown = [moves[move] for move in (Transition.TAKE, Transition.START) if move in moves]
    if of.risk.state.is_open and of.may_be_asked_about_with(memberships) and of.author.id != person.id:
        shown.append(button(words, "risk.ask", Ask(risk=id)))
    last = (Transition.CLOSE, Transition.ACCEPT, Transition.WITHDRAW, Transition.GIVE_BACK)
    shown += [moves[move] for move in last if move in moves]
    if Transition.GIVE_BACK in moves:
        shown.append(button(words, "risk.hand_on", HandOn(risk=id)))
    if of.risk.state.is_open and of.may_be_edited_by(person, memberships):
        shown += [button(words, "risk.rate", Rate(risk=id)), button(words, "risk.details", Details(risk=id))]
    if of.may_be_read_with(memberships):
        shown.append(button(words, "risk.history", History(risk=id)))
    above = [[moves[Transition.REOPEN]]] if Transition.REOPEN in moves else []
    below = [[button(words, "risk.files", Files(risk=id), n=files)]] if files else []
    return [*above, *grid(shown, 2), *below]


def news(words: Words, services: Services, of: Case) -> Message:
    """The risk, its state now, and a button to its card."""
    text = words("risk.news", name=name_of(words, of), state=state_line(words, services, of))
    return Message(text, [[button(words, "risk.show", Show(risk=of.risk.id))]])


def shown_again(turn: Turn[Any], of: Case, *, in_place: bool = False) -> Message:
    """The card for the person of the Turn, as a new message or (``in_place``) in the tapped one."""
    on_photo = turn.is_on_photo if in_place else None
    return card(turn.words, turn.services, of, turn.person, turn.memberships, on_photo=on_photo)
