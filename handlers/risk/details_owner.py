"""The owner of a risk, from the commune's team or the Office; the owner is told."""

from collections.abc import Sequence, Set

from bot.conversation.outgoing import Message, View, button
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Stale
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from bot.texts import Words
from handlers.risk.details import Editing, ask_overview, attach, redraw_cards_of, still_editable
from handlers.risk.details import details as details
from handlers.risk.views import Show, may_edit, name_of
from models.people.permission import Needs, Right
from models.people.person import Somebody, people_with
from models.reading.words import alphabetical
from models.risk import case as risk_case
from models.risk.case import Case

NOBODY = 0


@ask_overview.answer("owner")
@details.step(in_place=True, narrows="risk_details.no_such_person", answers={"return": ask_overview})
async def ask_owner(turn: Turn[Editing]) -> Pick:
    """The person themself is first."""
    of = await still_editable(turn)
    return Pick(
        turn.words("risk_details.ask_owner", name=name_of(turn.words, of)),
        [Item(_label(person, of), person.id, person.name) for person in await _could_own(turn, of)],
        below=[[turn.choice(NOBODY, "risk_details.nobody"), turn.answer("risk_details.return")]],
    )


async def _could_own(turn: Turn[Editing], of: Case) -> list[Somebody]:
    """Everybody who reads the risk's card: the person first, the others in alphabetical order."""
    readers = await people_with(turn.session, Right.READ_RISKS, commune_id=of.risk.commune_id)
    return sorted(readers, key=lambda person: (person.id != turn.person.id, alphabetical(person.name)))


def _label(person: Somebody, of: Case) -> str:
    sign = "✓ " if person.id == of.risk.owner_id else ""
    return f"{sign}{person.name} 🔕" if person.unreachable_since is not None else f"{sign}{person.name}"


@ask_owner.told(files=True)
async def narrow(turn: Turn[Editing], told: UserInput) -> None:
    """A part of a name; a file is added to the description."""
    if told.kind == "text":
        await ask_owner.narrow(turn, told)
    else:
        await attach(turn, told)


@ask_owner.chosen
async def set_owner(turn: Turn[Editing], person: int) -> None:
    """Stored at once; everybody concerned is told."""
    of = await still_editable(turn, locked=True)
    everybody = await _could_own(turn, of)
    owner = next((one for one in everybody if one.id == person), None)
    if owner is None and person != NOBODY:
        raise Stale
    if await risk_case.set_owner(turn.session, of.risk, owner, was=of.owner, by=turn.person, now=turn.now):
        now = await redraw_cards_of(turn)
        _tell(turn, now, was=of.owner, readers=everybody)
        if not may_edit(turn)(now):
            await turn.end(_news(turn.words, now))
            return
    await turn.go(ask_overview)


def _tell(turn: Turn[Editing], of: Case, *, was: Somebody | None, readers: Sequence[Somebody]) -> None:
    """Tells the new owner, the former owner and the reporter, in working hours, if they still read the risk."""
    owners = {of.owner.id} if of.owner is not None else set()
    concerned = {of.author.id, was.id if was is not None else None} - owners

    def tell(ids: Set[int | None], view: View) -> None:
        told = [person for person in readers if person.id in ids - {turn.person.id}]
        turn.tell(
            told,
            view,
            needs=Needs(Right.READ_RISKS, of.risk.commune_id),
            due=turn.working_time,
        )

    tell(owners, lambda words: _with_button(words, of, "risk_details.you_own", by=turn.person.name))
    tell(concerned, lambda words: _news(words, of))


def _news(words: Words, of: Case) -> Message:
    if of.owner is None:
        return _with_button(words, of, "risk_details.nobody_owns")
    return _with_button(words, of, "risk_details.owns", owner=of.owner.name)


def _with_button(words: Words, of: Case, key: str, **arguments: str) -> Message:
    keyboard = [[button(words, "risk_details.show", Show(risk=of.risk.id))]]
    return Message(words(key, name=name_of(words, of), **arguments), keyboard)
