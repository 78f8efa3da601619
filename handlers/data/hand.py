"""[👥 Przekaż pola] (storyboard 5): whoever leads the team asks its specialists for fields, one after the other."""

from collections import Counter

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Refused, Stale
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from handlers.data.filling import Sheet, owed_by, sheet_of
from handlers.data.notices import ask_for, tell_asked
from handlers.data.views import Hand, NotMe, owed_for
from models.data import handing
from models.data.answer import Owed
from models.data.call import DataField
from models.people import person as people
from models.people.permission import Right
from models.people.person import Member

ONESELF = 0


class HandDraft(OfCommune):
    """Who is to be asked for what."""

    owed: int
    commune: int | None = None
    todo: list[int] = []
    """The fields that are missing, one after the other."""
    to: dict[int, int] = {}
    """Who is asked for which of them; 0: nobody else."""


hand = Conversation("data_hand", HandDraft, who=Right.HAND_IN_DATA, mended_with="data")


@hand.tapped(Hand)
async def begin(turn: Turn[HandDraft], tap: Hand) -> None:
    """What is missing still."""
    of = await owed_by(turn, tap.owed, Right.HAND_IN_DATA)
    draft = HandDraft(owed=tap.owed, commune=of.commune.id, todo=(await sheet_of(turn, of)).missing)
    if draft.todo:
        await turn.begin(hand, draft, ask_whom)
    else:
        turn.toast("data_hand.nothing_missing")


@hand.step(in_place=True, answers={"leave": leave})
async def ask_whom(turn: Turn[HandDraft]) -> Pick | Message:
    """The team for one field, its specialists first."""
    of = await owed_for(turn, turn.draft.owed, Right.HAND_IN_DATA)
    sheet, field = await _field(turn, of)
    team = await people.members(turn.session, commune_id=of.commune.id)
    known = {m.person.id: m for m in sorted(team, key=lambda m: not _knows(m, field)) if m.person.id != turn.person.id}
    items = [
        Item(f"{m.person.name} ⭐" if _knows(m, field) else m.person.name, id, m.person.name) for id, m in known.items()
    ]
    number = [each.id for each in sheet.fields].index(field.id) + 1
    question = turn.words("data_hand.ask_whom", number=number, of=len(sheet.fields), name=field.name)
    below = [[turn.choice(ONESELF, "data_hand.oneself")], [turn.answer("common.leave")]]
    return Pick(question, items, below=below)


async def _field(turn: Turn[HandDraft], of: Owed) -> tuple[Sheet, DataField]:
    sheet, id = await sheet_of(turn, of), turn.draft.todo[len(turn.draft.to)]
    field = next((field for field in sheet.fields if field.id == id), None)
    if field is None:
        raise Refused("data_answer.is_changed")
    return sheet, field


def _knows(member: Member, field: DataField) -> bool:
    return field.field_id is not None and field.field_id in member.field_ids


@ask_whom.chosen
async def pick_person(turn: Turn[HandDraft], person: int) -> None:
    """The next field, or each of them is asked."""
    draft = turn.draft
    of = await owed_by(turn, draft.owed, Right.HAND_IN_DATA)
    team = {m.person.id: m.person for m in await people.members(turn.session, commune_id=of.commune.id)}
    if person != ONESELF and person not in team:
        raise Stale
    draft.to[draft.todo[len(draft.to)]] = person
    if len(draft.to) < len(draft.todo):
        await turn.go(ask_whom)
        return
    await handing.hand(turn.session, draft.owed, {field: to or None for field, to in draft.to.items()})
    asked = Counter(to for to in draft.to.values() if to in team)
    for id, n in asked.items():
        ask_for(turn, of, team[id], n, once=None)
    names = ", ".join(f"{team[id].name} ({n})" for id, n in asked.items())
    if asked:
        await turn.end("data_hand.handed", names=names)
    else:
        await turn.end("data_hand.none_handed")


@hand.tapped(NotMe)
async def give_back(turn: Turn[HandDraft], tap: NotMe) -> None:
    """[🙅 To nie ja]: whoever leads the team hears it."""
    of = await owed_by(turn, tap.owed, Right.ANSWER_DATA)
    mine = [field for field, to in (await handing.handed(turn.session, tap.owed)).items() if to.id == turn.person.id]
    if not mine:
        raise Stale
    await handing.take_back(turn.session, tap.owed, mine)
    turn.collapse()
    await tell_asked(turn, of, "data_hand.given_back", "data.hand", Hand(owed=tap.owed), n=len(mine))
