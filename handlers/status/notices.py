"""Who is asked for the week's status, and when, and who sees its trend; what they are asked stands in ``views``."""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from bot.conversation.outgoing import Outgoing
from bot.texts import Words
from handlers.status.picture import in_languages
from handlers.status.views.answer import prompt
from handlers.status.views.result import card
from models.people import person
from models.people.permission import Needs, Right, Role
from models.people.person import Somebody
from models.status import answer, trend
from models.status import result as results
from models.status.answer import Row
from models.status.status_round import SPACING, Asked, Round, StatusRound, to_be_asked
from models.status.trend import Trend

log = logging.getLogger(__name__)

PROJECTS_SHOWN = 3
"""Of one's own commune, in what is read in passing."""
CHUNK = 50
"""So many communes are written to in one transaction, for others wait until its end."""


def about(status_round: Round, commune_id: int) -> str:
    """The subject of everything that a commune is asked and reminded of in a round."""
    return f"status:{status_round.week}:{commune_id}"


def once(status_round: Round, commune_id: int, what: str) -> str:
    """The key under which a commune is asked or reminded."""
    return f"{about(status_round, commune_id)}:{what}"


async def ask_communes(outgoing: Outgoing, status_round: StatusRound, *, after: int = 0) -> int | None:
    """Ask whoever is to be asked in some communes that have not answered, unless it is them who were asked last.

    Gives the commune after which there may be others to be asked, None where there are none. In quiet hours nobody is
    asked: when they are over, somebody else may have to be.
    """
    clock = outgoing.services.clock
    if not clock.is_working_time(outgoing.now):
        return None
    today = outgoing.today
    some = await to_be_asked(outgoing.session, status_round, today=today, after=after, limit=CHUNK)
    new = [asked for asked in some if _is_new(asked)]
    rows = await answer.rows_of(outgoing.session, status_round, [a.obligation.commune_id for a in new]) if new else {}
    office = await person.office(outgoing.session) if any(a.addressee is None for a in new) else []
    for asked in new:
        commune_id = asked.obligation.commune_id
        if asked.addressee is None:
            outgoing.tell(
                office, "status.nobody_to_ask", needs=Needs(Right.SEE_ROUND),
                once=once(status_round, commune_id, "nobody"), due=outgoing.now,
                about=about(status_round, commune_id), until=status_round.closes_at, commune=asked.commune.name,
            )  # fmt: skip
            continue
        asked.obligation.person_id = asked.addressee.person.id
        asked.obligation.reminders = status_round.reminders_by(outgoing.now + SPACING)
        ask(outgoing, status_round, asked, [asked.addressee.person], rows.get(commune_id, ()), what="prompt")
    return after_all_of(some)


def after_all_of(some: Sequence[Asked]) -> int | None:
    """The last one of a whole chunk; None where there can be no more of them."""
    return some[-1].obligation.commune_id if len(some) == CHUNK else None


def ask(
    outgoing: Outgoing,
    status_round: Round,
    asked: Asked,
    people: Iterable[Somebody],
    rows: Sequence[Row],
    *,
    what: str,
) -> None:
    """Put the question of the week to these people; each of them gets it once under the name ``what``.

    It is worth sending until the next reminder is due or the round closes.
    """
    outgoing.tell(
        people,
        lambda words: prompt(
            words, status_round, asked.obligation.id, asked.commune.name, rows, reminder=what != "prompt"
        ),
        needs=Needs(Right.ANSWER_STATUS, asked.obligation.commune_id),
        once=once(status_round, asked.obligation.commune_id, what),
        due=outgoing.now,
        about=about(status_round, asked.obligation.commune_id),
        until=status_round.next_word(asked.obligation.reminders),
    )


async def tell_results(outgoing: Outgoing, status_round: StatusRound, commune_ids: Sequence[int]) -> None:
    """The chairs and coordinators of these communes read how the round has ended: in their commune, and in all.

    The chair of a silent commune was told that alone.
    """
    found = await results.results(outgoing.session, status_round, commune_ids, shown=PROJECTS_SHOWN)
    whole = await results.whole(outgoing.session, status_round)
    leaders = await person.members(outgoing.session, commune_ids=commune_ids, roles=(Role.CHAIR, Role.COORDINATOR))
    due = outgoing.services.clock.working_time(outgoing.now)
    for result in found:
        roles = (Role.CHAIR, Role.COORDINATOR) if result.is_answered else (Role.COORDINATOR,)
        of_commune = [m for m in leaders if m.membership.commune_id == result.commune_id and m.membership.role in roles]
        theirs = {m.person.id: m.person for m in of_commune}
        outgoing.tell(
            [leader for leader in theirs.values() if leader.wants_results],
            partial(card, of=status_round, result=result, whole=whole),
            needs=Needs(Right.ANSWER_STATUS, result.commune_id),
            once=once(status_round, result.commune_id, "result"), due=due, about=about(status_round, result.commune_id),
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
    """Each of these people gets it in their own language, drawn outside the transaction; with a ``key`` never again.

    ``own`` are the communes of which a team may read more than lights; None: all of them. The picture is drawn anew
    where ``as_of`` differs when it is ready.
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
    """A round is closed and its digest sent even where the picture fails."""
    try:
        return in_languages(catalogs, found)
    except Exception:
        log.exception("the trend cannot be drawn")
        return None


def _is_new(asked: Asked) -> bool:
    return asked.addressee is None or asked.addressee.person.id != asked.obligation.person_id
