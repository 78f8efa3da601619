"""[🚫 Nie weźmiemy udziału]: at once, or asked once more where somebody is to come already."""

from bot.conversation.buttons import Tap
from bot.conversation.turn import Turn
from handlers.forum.delegation.choice import send_none
from handlers.forum.delegation.chooser import Choosing, delegate, present, show_invitation, still, tapped
from handlers.forum.views import NoneGoes, heading
from models.forum import delegate as delegates
from models.forum.delegate import PRESENT


class Nobody(Tap, tag="forum.nobody", bound=True):
    """Nobody goes, not even those who were to."""


class AsItWas(Tap, tag="forum.as_it_was", bound=True):
    """They go after all."""


@delegate.tapped(NoneGoes)
async def send_nobody(turn: Turn[Choosing], tap: NoneGoes) -> None:
    """One can think better of it until the forum starts."""
    found = await tapped(turn, tap.forum, tap.commune)
    if found is None:
        return
    of, one = found
    if await delegates.delegates(turn.session, tap.forum, commune_id=tap.commune, states=PRESENT):
        await turn.begin(delegate, Choosing(forum=tap.forum, commune=tap.commune), ask_nobody)
    elif await send_none(turn, of, one):
        await show_invitation(turn, of, tap.commune)


@delegate.step
async def ask_nobody(turn: Turn[Choosing]) -> None:
    """By their names: they would be told that they do not go."""
    found = await still(turn)
    if found is not None:
        choices = [turn.button("forum_none.sure", Nobody()), turn.button("forum_none.stay", AsItWas())]
        names = ", ".join(sent.name for sent in await present(turn))
        turn.ask("forum_none.ask", [choices], heading=heading(turn.words, turn.house, found[0].forum), names=names)


@delegate.tapped(AsItWas)
async def stay(turn: Turn[Choosing], _tap: AsItWas) -> None:
    """[Zostaje, jak było]"""
    await turn.end()


@delegate.tapped(Nobody)
async def send_nobody_after_all(turn: Turn[Choosing], _tap: Nobody) -> None:
    """[🚫 Tak, nikt nie pójdzie]"""
    found = await still(turn)
    if found is not None and await send_none(turn, *found):
        await turn.end("forum_none.said", heading=heading(turn.words, turn.house, found[0].forum))
