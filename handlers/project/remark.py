"""[💬 Dopisz zdanie] on the card of a project in which the person's commune is a partner."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused, Stale
from bot.conversation.step import leave
from bot.conversation.turn import Turn
from bot.conversation.user_input import UserInput
from handlers.project.notices import tell_of_remark
from handlers.project.views import Remark, partner_of
from models.people.permission import Right
from models.project import project as projects
from models.project import remark as remarks
from models.project.project import Card
from models.project.remark import TEXT_LIMIT


class RemarkDraft(OfCommune):
    """The project, and the partner commune that writes."""

    project: int
    commune: int


project_remark = Conversation("project_remark", RemarkDraft, who=Right.READ_STATUS, mended_with="project")


@project_remark.tapped(Remark)
async def begin(turn: Turn[RemarkDraft], tap: Remark) -> None:
    """The card stays."""
    card = await _in_hand(turn, tap.project)
    commune = partner_of(turn, card)
    if commune is None:
        turn.require(Right.READ_STATUS, card.project.commune_id)
        raise Stale
    await turn.begin(project_remark, RemarkDraft(project=tap.project, commune=commune.id), ask_words)


async def _in_hand(turn: Turn[RemarkDraft], project_id: int) -> Card:
    card = await projects.card(turn.session, project_id)
    if card is None or card.project.archived_at is not None:
        raise Refused("project.gone")
    return card


@project_remark.step(answers={"leave_remark": leave})
async def ask_words(turn: Turn[RemarkDraft]) -> Message:
    """``Co dopisać?``"""
    card = await _in_hand(turn, turn.draft.project)
    return Message(turn.words("project.ask_remark", name=card.project.name), [[turn.answer("project.leave_remark")]])


@ask_words.told(limit=TEXT_LIMIT, mends=False)
async def take_words(turn: Turn[RemarkDraft], told: UserInput) -> None:
    """The leading commune is told at once; everybody who may read the project's words finds it on the card."""
    draft = turn.draft
    card = await _in_hand(turn, draft.project)
    partner = next((partner for partner in card.partners if partner.id == draft.commune), None)
    if partner is None:
        raise Refused("project.no_partner")
    await remarks.say(
        turn.session, project_id=draft.project, commune_id=draft.commune, text=told.text, by=turn.person, now=turn.now
    )
    await turn.end("project.remarked", name=card.project.name)
    await tell_of_remark(turn, card.project, partner.name, told.text)
