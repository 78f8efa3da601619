"""[🙋 Chcę iść]: a specialist of a forum's field who is not sent tells the person who delegates, once."""

from typing import Any

from markupsafe import Markup

from bot.conversation.buttons import Button
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message, View, button
from bot.conversation.refusal import NotAllowed, Refused, Stale
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.forum.notices.invite import in_good_time
from handlers.forum.views import Calendar, Choose, Wish, forum_for, heading, invitation
from models.forum import delegate as delegates
from models.forum import listing as forum_list
from models.forum.forum import ForumView
from models.mail import outbox
from models.mail.outbox import State
from models.people import absence
from models.people import person as people
from models.people.permission import Needs, Right, Role

wish = Conversation("forum_wish", Draft, who=Right.READ_FORUMS)


@wish.tapped(Wish)
async def say_wish(turn: Turn[Draft], tap: Wish) -> None:
    """The person asked for the commune today gets it, with [👥 Deleguj]."""
    of = await forum_for(turn, tap.forum, Right.READ_FORUMS, locked=True)
    if not _is_specialist(turn, tap.commune):
        raise NotAllowed
    if not of.forum.is_open(turn.now):
        raise Refused("forum_delegate.too_late")
    own = await delegates.of_person(turn.session, tap.forum, turn.person.id)
    if own is not None and own.delegate.is_asked:
        raise Refused("forum_wish.is_sent")
    if not await _may_wish(turn, of, tap.commune):
        raise Stale
    if await _is_said(turn, of):
        raise Refused("forum_wish.was_said")
    found = (await absence.addressees(turn.session, [tap.commune], turn.today)).get(tap.commune)
    if found is None:
        raise Refused("forum_wish.nobody")
    turn.tell(
        [found.person], _news(turn, of, tap.commune), needs=Needs(Right.READ_FORUMS, tap.commune),
        about=_subject(turn, of), due=in_good_time(turn, of.forum), until=of.forum.starts_at,
    )  # fmt: skip
    turn.toast("forum_wish.said", name=found.person.name)
    [team] = await forum_list.teams(turn.session, of.forum.id, {tap.commune})
    said = turn.words("forum_wish.said", name=found.person.name)
    text = Markup("\n").join((invitation(turn.words, turn.services, of, team.invited, team.sent).text, said))
    turn.redraw(Message(text, [[turn.button("forum.calendar", Calendar(forum=of.forum.id))]]))


def _news(turn: Turn[Draft], of: ForumView, commune_id: int) -> View:
    def view(words: Words) -> Message:
        text = words("forum_wish.news", name=turn.person.name, heading=heading(words, turn.services, of.forum))
        them = Choose(forum=of.forum.id, commune=commune_id, person=turn.person.id)
        return Message(text, [[button(words, "forum.choose", them)]])

    return view


async def wish_button(turn: Turn[Any], of: ForumView, commune_id: int) -> list[Button]:
    """[🙋 Chcę iść], if it is meant for them and not said yet."""
    if not await _may_wish(turn, of, commune_id) or await _is_said(turn, of):
        return []
    return [turn.button("forum.wish", Wish(forum=of.forum.id, commune=commune_id))]


async def _may_wish(turn: Turn[Any], of: ForumView, commune_id: int) -> bool:
    """Whether they are a specialist of the forum's field in an invited commune that can still choose."""
    forum = of.forum
    is_asked = forum.kind.delegates and forum.is_open(turn.now) and forum.field_id is not None
    if not is_asked or not _is_specialist(turn, commune_id):
        return False
    its_own = await people.members(
        turn.session, commune_id=commune_id, person_id=turn.person.id, roles=(Role.SPECIALIST,)
    )
    is_invited = bool(await forum_list.teams(turn.session, forum.id, {commune_id}))
    return is_invited and any(forum.field_id in member.field_ids for member in its_own)


def _is_specialist(turn: Turn[Any], commune_id: int) -> bool:
    return any(held.role is Role.SPECIALIST and held.commune_id == commune_id for held in turn.memberships)


async def _is_said(turn: Turn[Any], of: ForumView) -> bool:
    """Whether they have told it, and it was not withdrawn unread (as when the forum is changed)."""
    letter = await outbox.newest_about(turn.session, [_subject(turn, of)])
    return letter is not None and letter.state is not State.DROPPED


def _subject(turn: Turn[Any], of: ForumView) -> str:
    return f"forum:{of.forum.id}:wish:{turn.person.id}"
