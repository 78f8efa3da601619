"""Invitations to a forum: to each commune's coordinator, or to people by name. Shared by the jobs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from bot.conversation.outgoing import Message, Outgoing, Redrawn
from bot.conversation.user_input import Attachment
from bot.texts import Words
from handlers.forum.notices.live_card import redraw_live_cards
from handlers.forum.views import delegation, heading, invitation
from models.forum import delegate, forum_commune
from models.forum import listing as forum_list
from models.forum.delegate import Delegate
from models.forum.forum import Forum, ForumView
from models.forum.forum_commune import ForumCommune, Invited
from models.people import absence
from models.people import person as people
from models.people.permission import Needs, Right, Role
from models.people.person import Member, Somebody

CHUNK = 200
"""Number of communes invited in one transaction; the courier takes seven seconds for them."""
AHEAD = timedelta(days=1)


def delegate_subject(forum: Forum, person: Somebody) -> str:
    return f"forum:{forum.id}:delegate:{person.id}"


def needs_of(delegate: Delegate) -> Needs:
    """The right a delegate must still hold to be told of the forum."""
    return Needs(Right.READ_FORUMS, delegate.commune_id)


def agenda_subject(forum: Forum) -> str:
    """The subject of the agenda file that goes before an invitation."""
    return f"forum:{forum.id}:agenda"


async def invite(outgoing: Outgoing, of: ForumView) -> bool:
    """Writes invitations of communes that have none; False: all are written."""
    rows = await forum_commune.not_yet_invited(outgoing.session, of.forum.id, limit=CHUNK)
    if of.forum.kind.delegates:
        await invite_communes(outgoing, of, rows)
    else:
        await _invite_teams(outgoing, of, rows)
    for row in rows:
        row.invited_at = outgoing.now
    return len(rows) == CHUNK


async def invite_communes(outgoing: Outgoing, of: ForumView, rows: Sequence[ForumCommune]) -> bool:
    """Invites the person asked for each commune today: the coordinator, or the deputy while away. Returns whether
    anybody was invited."""
    today = outgoing.today
    ids = [row.commune_id for row in rows]
    asked = await absence.addressees(outgoing.session, ids, today)
    communes = {one.row.commune_id: one.commune for one in await forum_commune.invited(outgoing.session, of.forum.id)}
    sent = await delegate.delegates(outgoing.session, of.forum.id)
    for row in rows:
        found = asked.get(row.commune_id)
        if found is not None:
            row.person_id = found.person.id
            one = Invited(row, communes[row.commune_id], found.person)
            its_own = [each for each in sent if each.delegate.commune_id == row.commune_id]
            row.letter_id = ask_commune(outgoing, of, one, found.person, its_own)
    return bool(asked)


def ask_commune(
    outgoing: Outgoing, of: ForumView, one: Invited, person: Somebody, sent: Sequence[delegate.Delegation]
) -> int:
    """Sends the invitation, with the present delegates, to this person; returns the id of the letter."""
    subject = one.row.subject
    needs = Needs(Right.READ_FORUMS, one.row.commune_id)
    return _send(
        outgoing,
        of,
        person,
        subject,
        lambda words: invitation(words, outgoing.services, of, one, sent),
        needs=needs,
        once=subject,
    )


async def _invite_teams(outgoing: Outgoing, of: ForumView, rows: Sequence[ForumCommune]) -> None:
    """Invites everybody of the teams, and of the Office, for whom it is; each person once."""
    roles = of.forum.invites
    members = await people.members(outgoing.session, commune_ids=[row.commune_id for row in rows], roles=roles)
    if Role.OFFICE in roles:
        members += await people.members(outgoing.session, roles=(Role.OFFICE,))
    known = await delegate.known(outgoing.session, of.forum.id, [member.person.id for member in members])
    new: dict[int | None, Member] = {}
    for member in members:
        if member.person.id not in known:
            new.setdefault(member.person.id, member)
    those = [Delegate(forum_id=of.forum.id, commune_id=m.membership.commune_id, person_id=id) for id, m in new.items()]
    for one, member in zip(await delegate.add(outgoing.session, those), new.values(), strict=True):
        ask_delegate(outgoing, of, delegate.Delegation(one, member.person, member.commune))


def ask_delegate(outgoing: Outgoing, of: ForumView, sent: delegate.Delegation) -> None:
    """Asks a delegate whether they come; the letter is remembered, because it changes with the answer.

    Its key is used once: somebody who is chosen again is asked again.
    """
    if sent.person is not None:
        subject = delegate_subject(of.forum, sent.person)
        sent.delegate.letter_id = _send(
            outgoing, of, sent.person, subject, lambda words: delegation(words, outgoing.services, of, sent),
            needs=needs_of(sent.delegate), once=f"{subject}:{uuid4().hex}",
        )  # fmt: skip


def _send(
    outgoing: Outgoing,
    of: ForumView,
    person: Somebody,
    subject: str,
    view: Callable[[Words], Message],
    *,
    needs: Needs,
    once: str,
) -> int:
    """Sends it in working hours, and not after the start; the agenda file goes first, once to each person."""
    forum, due = of.forum, in_good_time(outgoing, of.forum)
    if forum.agenda_file is not None and forum.agenda_kind is not None:
        file = Attachment(forum.agenda_kind, forum.agenda_file)
        outgoing.tell(
            [person], lambda words: Message(heading(words, outgoing.services, forum), sent=file), needs=needs,
            once=agenda_subject(forum), due=due, about=agenda_subject(forum), until=forum.starts_at,
        )  # fmt: skip
    [letter] = outgoing.tell([person], view, needs=needs, once=once, due=due, about=subject, until=forum.starts_at)
    return letter.id


def in_good_time(outgoing: Outgoing, forum: Forum) -> datetime | None:
    """When to send what was not asked for: in working hours, but at once on the last day before the forum."""
    due = outgoing.working_time
    return due if due + AHEAD <= forum.starts_at else None


# --- what is on people's screens already ----------------------------------------


async def redraw(outgoing: Outgoing, of: ForumView, *commune_ids: int | None) -> None:
    """Redraws the invitations of these communes and the Office's live cards."""
    ids = {id for id in commune_ids if id is not None}
    teams = await forum_list.teams(outgoing.session, of.forum.id, ids) if ids else ()
    await outgoing.amend(invitation_now(outgoing, of, team.invited, team.sent) for team in teams)
    await redraw_live_cards(outgoing, of)


async def redraw_delegates(outgoing: Outgoing, of: ForumView, those: Iterable[delegate.Delegation]) -> None:
    """Redraws the questions to these delegates."""
    await outgoing.amend(question_now(outgoing, of, sent) for sent in those)


def invitation_now(outgoing: Outgoing, of: ForumView, one: Invited, sent: Sequence[delegate.Delegation]) -> Redrawn:
    """The commune's invitation with its delegates."""
    needs = Needs(Right.READ_FORUMS, one.row.commune_id)
    return Redrawn(
        one.row.letter_id, one.person, lambda words: invitation(words, outgoing.services, of, one, sent), needs
    )


def question_now(outgoing: Outgoing, of: ForumView, sent: delegate.Delegation) -> Redrawn:
    """The question to the delegate, with their answer."""
    letter_id, needs = sent.delegate.letter_id, needs_of(sent.delegate)
    return Redrawn(letter_id, sent.person, lambda words: delegation(words, outgoing.services, of, sent), needs)
