"""Tells the Office of several communes with risks of one category. Shared by the conversations about risks."""

from markupsafe import Markup

from bot.conversation.buttons import PAGE, Button, grid
from bot.conversation.outgoing import Message, Outgoing
from bot.texts import Words
from handlers.risk.views import Show
from models.people import person as people
from models.people.permission import Needs, Right
from models.risk import pattern as risk_pattern
from models.risk.pattern import COMMUNES, WITHIN, Pattern
from models.risk.risk import Risk


async def announce_pattern(outgoing: Outgoing, risk: Risk) -> None:
    """Call this when a risk gets a category, or is reopened with one: a new pattern is announced to the Office in
    working hours, once."""
    pattern = (
        await risk_pattern.pattern_of(outgoing.session, risk.category, now=outgoing.now) if risk.category else None
    )
    if pattern is not None:
        office = await people.office(outgoing.session)
        outgoing.tell(
            office, lambda words: _message(words, pattern), needs=Needs(Right.HANDLE_RISK),
            once=f"risk-pattern:{pattern.category}:{pattern.oldest}",
            due=outgoing.working_time,
        )  # fmt: skip


def _message(words: Words, pattern: Pattern) -> Message:
    """The communes with the numbers of their risks; the newest can be opened."""
    category = words.plain(f"category.{pattern.category}")
    lines = [
        words("risk_pattern.line", commune=commune, numbers=", ".join(f"R-{id}" for id in ids))
        for commune, ids in pattern.risks.items()
    ]
    text = Markup("\n").join(
        (
            words("risk_pattern.heading", category=category, communes=COMMUNES, days=WITHIN.days),
            *lines,
            words("risk_pattern.hint"),
        )
    )
    newest = sorted((id for ids in pattern.risks.values() for id in ids), reverse=True)[:PAGE]
    return Message(text, grid([Button(f"R-{id}", Show(risk=id)) for id in newest], 4))
