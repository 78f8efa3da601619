"""After an absence longer than Telegram keeps taps: leads back to their questions those who were in the middle."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from bot.conversation.dialog import Back
from bot.conversation.flow import Flow
from bot.conversation.outgoing import Message, Outgoing, button
from bot.texts import Words
from bot.timetable import Job, Work
from models import outage
from models.outage import Interrupted, Outage
from models.people.permission import Holding, Needs
from models.people.person import memberships_of

EVERY = timedelta(seconds=10)
SETTLES = timedelta(seconds=5)
"""What has waited at Telegram is handled first: who is answered by that needs no more."""
CHUNK = 200


async def run(outgoing: Outgoing, *, after: int = 0) -> Work | None:
    """Whoever has had no answer since; killed in between, it begins anew and tells nobody twice.

    In quiet hours too, without a sound: who sits there and waits sees it, who is asleep is not woken.
    """
    ended = await outage.untold(outgoing.session)
    if ended is None or outgoing.now < ended.until + SETTLES:
        return None
    some = await outage.interrupted(outgoing.session, ended, after=after, limit=CHUNK)
    held = await memberships_of(outgoing.session, [one.person for one in some]) if some else {}
    conversations = {conversation.name: conversation for conversation in outgoing.services.conversations}
    for one in some:
        _lead_back(outgoing, ended, one, conversations.get(one.dialog.flow), held.get(one.person.id, ()))
    if len(some) == CHUNK:
        return partial(run, after=some[-1].dialog.id)
    await outage.told(outgoing.session)
    return None


def _lead_back(
    outgoing: Outgoing, ended: Outage, one: Interrupted, conversation: Flow[Any] | None, held: Sequence[Holding]
) -> None:
    """By a reply to the question, whose buttons go on being good, with a button that asks it anew, at the bottom.

    The question itself is not sent again: to ask it takes the queries of its step for each of them.
    """
    draft = conversation.read(one.dialog) if conversation is not None else None
    if conversation is None or draft is None or not conversation.open_to(held, draft):
        return
    right = draft.right or conversation.who
    needs = Needs(right, draft.about) if right is not None else None
    say, once = partial(_say, outgoing, ended, one), f"outage:{ended.until.isoformat()}"
    [letter] = outgoing.tell([one.person], say, needs=needs, once=once)
    letter.arguments["reply_parameters"] = {"message_id": one.message_id, "allow_sending_without_reply": True}


def _say(outgoing: Outgoing, ended: Outage, one: Interrupted, words: Words) -> Message:
    since, until = (outgoing.services.moment(words, at) for at in (ended.since, ended.until))
    lost = words("outage.messages" if ended.cost_messages else "outage.taps", since=since, until=until)
    still_open = words("outage.still_open", flow=words.plain(f"flow.{one.dialog.flow}"))
    return Message(lost + "\n" + still_open, [[button(words, "outage.ask_again", Back(dialog=one.dialog.id))]])


job = Job("outage-over", run, "leads back to open questions after an absence of the bot", every=EVERY)
