"""Delegating for a commune: the conversation, its draft, and who may choose."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.refusal import NotAllowed, Refused, Stale
from bot.conversation.turn import Turn
from handlers.forum.views import invitation
from models.forum import delegate as delegates
from models.forum import forum as forums
from models.forum import forum_commune
from models.forum.delegate import PRESENT, Delegation
from models.forum.forum import ForumView
from models.forum.forum_commune import Invited
from models.people import absence
from models.people.permission import Right


class Delegating(OfCommune):
    forum: int
    commune: int
    ticked: list[int] = []
    without: list[int] = []
    """Delegate ids of guests who no longer come."""
    seen: list[int] = []
    """Delegate ids at the beginning: somebody else may choose meanwhile."""


delegate = Conversation("forum_delegate", Delegating, who=Right.READ_FORUMS, mended_with="forums")


async def tapped(turn: Turn[Delegating], forum_id: int, commune_id: int) -> tuple[ForumView, Invited]:
    """The forum and the invited commune, if this person may answer for it now; otherwise the card is shown as it is
    now."""
    of, one = await _invited(turn, forum_id, commune_id)
    if not of.forum.is_open(turn.now):
        await show_invitation(turn, of, commune_id)
        raise Refused("forum_delegate.too_late")
    return of, one


async def still(turn: Turn[Delegating]) -> tuple[ForumView, Invited]:
    """The same during the dialog, read anew at every step."""
    of, one = await _invited(turn, turn.draft.forum, turn.draft.commune)
    if not of.forum.is_open(turn.now):
        raise Refused("forum_delegate.too_late")
    return of, one


async def _invited(turn: Turn[Delegating], forum_id: int, commune_id: int) -> tuple[ForumView, Invited]:
    """The commune, once its invitation is written; to meetings with invitations by name nobody delegates."""
    of = await forums.called(turn.session, forum_id, locked=True)
    if of is None or not of.forum.kind.delegates:
        raise Stale
    found = await forum_commune.invited(turn.session, forum_id, commune_id)
    one = next((one for one in found if one.row.invited_at is not None), None)
    if one is None:
        raise Stale
    if not await _may_choose(turn, one):
        raise NotAllowed
    return of, one


async def _may_choose(turn: Turn[Delegating], one: Invited) -> bool:
    """Whether they lead the team, were asked, or are asked today as the coordinator's deputy."""
    commune_id = one.row.commune_id
    if turn.may(Right.DELEGATE, commune_id):
        return True
    if not turn.may(Right.READ_FORUMS, commune_id):
        return False
    if one.row.person_id == turn.person.id:
        return True
    asked = await absence.addressees(turn.session, [commune_id], turn.today)
    return commune_id in asked and asked[commune_id].person.id == turn.person.id


async def show_invitation(turn: Turn[Delegating], of: ForumView, commune_id: int) -> None:
    """The tapped invitation as it is now."""
    [one] = await forum_commune.invited(turn.session, of.forum.id, commune_id)
    sent = await delegates.delegates(turn.session, of.forum.id, commune_id=commune_id)
    turn.redraw(invitation(turn.words, turn.services, of, one, sent))


async def present(turn: Turn[Delegating]) -> list[Delegation]:
    """The commune's present delegates."""
    draft = turn.draft
    return await delegates.delegates(turn.session, draft.forum, commune_id=draft.commune, states=PRESENT)
