"""Who is asked for the week's status and when, and who sees its trend; ``views`` has the words."""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from bot.conversation.outgoing import Message, Outgoing, View
from bot.texts import Words
from handlers.obligation.notices import Question
from handlers.status.picture import in_languages
from handlers.status.views.answer import prompt
from handlers.status.views.result import card
from models.obligation import Asked
from models.people import person
from models.people.permission import Needs, Right, Role
from models.people.person import Somebody
from models.status import answer, trend
from models.status import result as results
from models.status.result import Whole
from models.status.status_round import StatusRound
from models.status.trend import Trend

log = logging.getLogger(__name__)

PROJECTS_SHOWN = 3
"""Projects of the reader's own commune in a message that is read in passing."""


def weekly(status_round: StatusRound) -> Question:
    """How communes are asked for the status of the week."""
    return Question(
        matter=status_round.matter,
        answers=Right.ANSWER_STATUS,
        oversees=Right.SEE_ROUND,
        prompts=partial(_prompts, status_round),
        nobody=lambda commune, words: Message(words("status.nobody_to_ask", commune=commune)),
        silent=lambda commune, words: Message(
            words("status.chair_of_silent", week=status_round.number, commune=commune)
        ),
    )


async def _prompts(
    status_round: StatusRound, outgoing: Outgoing, some: Sequence[Asked], is_reminder: bool
) -> Iterable[View]:
    rows = await answer.rows_of(outgoing.session, status_round, [asked.obligation.commune_id for asked in some])

    def view(asked: Asked) -> View:
        id, its_own = asked.obligation.id, rows.get(asked.obligation.commune_id, ())
        return lambda words: prompt(words, status_round, id, asked.commune.name, its_own, reminder=is_reminder)

    return map(view, some)


async def tell_results(outgoing: Outgoing, status_round: StatusRound, commune_ids: Sequence[int], whole: Whole) -> None:
    """Tells the chairs and coordinators of these communes how the round has ended: in their commune, and in all.

    The chair of a silent commune is told only that.
    """
    found = await results.results(outgoing.session, status_round, commune_ids, shown=PROJECTS_SHOWN)
    leaders = await person.members(outgoing.session, commune_ids=commune_ids, roles=(Role.CHAIR, Role.COORDINATOR))
    due = outgoing.working_time
    for result in found:
        about = status_round.matter.about(result.commune_id)
        roles = (Role.CHAIR, Role.COORDINATOR) if result.is_answered else (Role.COORDINATOR,)
        of_commune = [m for m in leaders if m.membership.commune_id == result.commune_id and m.membership.role in roles]
        theirs = {m.person.id: m.person for m in of_commune}
        outgoing.tell(
            [leader for leader in theirs.values() if leader.wants_results],
            partial(card, of=status_round, result=result, whole=whole),
            needs=Needs(Right.ANSWER_STATUS, result.commune_id),
            once=f"{about}:result", due=due, about=about,
        )  # fmt: skip


async def show_trend(
    outgoing: Outgoing,
    newest: StatusRound,
    people: Sequence[Somebody],
    *,
    own: Collection[int] | None = None,
    as_of: object = None,
    key: str | None = None,
    **how: Any,
) -> None:
    """Sends each of them the picture in their language, drawn outside the transaction; with a ``key`` only once.

    ``own``: the communes of which the reader sees more than lights; None: all of them. The picture is drawn again if
    ``as_of`` differs when it is ready.
    """
    spoken = frozenset(reader.language for reader in people)

    async def read() -> Callable[[], dict[str, tuple[bytes, Markup]] | None]:
        found = await trend.trend(outgoing.session, newest, own=own)
        catalogs = [outgoing.services.texts[language] for language in spoken]
        return partial(_drawn_if_it_can_be, catalogs, found) if key else partial(in_languages, catalogs, found)

    pictures = await outgoing.drawn(("trend", newest.week, spoken, own and sorted(own), as_of), read)
    if pictures is None:
        return
    for reader in people:
        content, caption = pictures[reader.language]
        once = f"{key}:person:{reader.id}" if key else None
        outgoing.send_file(
            reader.telegram_id, content, f"trend-{newest.week}.png", caption=caption, as_photo=True,
            needs=Needs(Right.SEE_ROUND if own is None else Right.READ_STATUS), once=once, **how,
        )  # fmt: skip


def _drawn_if_it_can_be(catalogs: Sequence[Words], found: Trend) -> dict[str, tuple[bytes, Markup]] | None:
    """A round is closed and its digest sent even if the picture fails."""
    try:
        return in_languages(catalogs, found)
    except Exception:
        log.exception("the trend cannot be drawn")
        return None
