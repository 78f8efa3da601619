"""The likelihood and impact of a risk: one tap on a keyboard of 25 rates it."""

from typing import Annotated

from pydantic import StringConstraints

from bot.conversation.buttons import Button, Choice
from bot.conversation.outgoing import Message
from bot.conversation.reading import known
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.risk.details import Editing, ask_overview, attach, keep, still_editable, to_edit, ways_out
from handlers.risk.details_owner import details as details
from handlers.risk.views import Rate, name_of, rated
from models.risk.event import Kind
from models.risk.risk import STEPS, band_of, read_rating

IMPACT_OF = {Kind.LIKELIHOOD: Kind.IMPACT, Kind.LIKELIHOOD_AFTER: Kind.IMPACT_AFTER}
Rating = Annotated[str, StringConstraints(pattern=r"^[1-5]x[1-5]$")]


@details.tapped(Rate)
async def open_rating(turn: Turn[Editing], tap: Rate) -> None:
    """From a card: one tap rates it."""
    of = await to_edit(turn, tap.risk)
    draft = Editing(risk=tap.risk, commune=of.risk.commune_id, asked=Kind.LIKELIHOOD, alone=True)
    await turn.begin(details, draft, ask_rating)


@ask_overview.chosen("rating")
async def choose_rating(turn: Turn[Editing], rating_of: Kind) -> None:
    """The rating now, or after treatment."""
    turn.draft.asked = rating_of
    await turn.go(ask_rating)


@details.step(in_place=True)
async def ask_rating(turn: Turn[Editing]) -> Message:
    """A row for each likelihood, a column for each impact, as on the matrix; each button has the colour of its
    level."""
    of, kind, words = await still_editable(turn), turn.draft.asked, turn.words
    now = getattr(of.risk, kind), getattr(of.risk, IMPACT_OF[kind])

    def cell(likelihood: int, impact: int) -> Button:
        sign = "✓" if (likelihood, impact) == now else band_of(likelihood * impact).sign
        return Button(f"{sign}{likelihood}×{impact}", Choice.to(f"{likelihood}x{impact}"))

    rows = list(reversed(STEPS))
    text = words(
        f"risk_details.ask_{kind}",
        name=name_of(words, of),
        rows=" · ".join(f"{n} {words.plain(f'risks.likelihood_{n}')}" for n in rows),
        columns=" · ".join(f"{n} {words.plain(f'risks.impact_{n}')}" for n in STEPS),
    )
    keyboard = [[cell(likelihood, impact) for impact in STEPS] for likelihood in rows]
    return Message(text, [*keyboard, *ways_out(turn, known=now != (None, None))])


@ask_rating.chosen
async def rate(turn: Turn[Editing], rating: Rating) -> None:
    """Stores both numbers at once."""
    likelihood, impact = map(int, rating.split("x"))
    await _rate(turn, likelihood, impact)


@ask_rating.told(files=True)
async def take_rating(turn: Turn[Editing], told: UserInput) -> None:
    """``3x4``, ``3 na 4``; a file is added to the description."""
    if told.kind == "text":
        await _rate(turn, *known(read_rating(told.text), "risk_details.bad_rating"))
    else:
        await attach(turn, told)


@ask_rating.answer("clear")
async def clear_rating(turn: Turn[Editing]) -> None:
    await _rate(turn, None, None)


async def _rate(turn: Turn[Editing], likelihood: int | None, impact: int | None) -> None:
    kind = turn.draft.asked
    of = await keep(turn, {kind: likelihood, IMPACT_OF[kind]: impact})
    if likelihood is not None:
        turn.toast("risk.is_now", number=of.risk.number, state=rated(turn.words, likelihood, impact))
    await back_from_rating(turn)


@ask_rating.answer("return")
async def back_from_rating(turn: Turn[Editing]) -> None:
    """To the other details, or to the card."""
    await (turn.end() if turn.draft.alone else turn.go(ask_overview))
