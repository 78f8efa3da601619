"""The communes that nobody plays: while the demonstration goes on they answer by themselves."""

from collections.abc import Sequence
from random import Random

from bot.demo.cast import homes_among
from bot.demo.past import answers_at
from bot.demo.projects import KINDS
from bot.demo.weeks import Said, Teller
from bot.demo.words import Kind
from bot.timetable import Job
from bot.voice import Voice
from handlers.status_views import about
from models import answer, outbox, round
from models.answer import NewLine, Row
from models.commune import all_communes

OFTEN_SILENT = 0.1
NOTHING_NEW = "Nadal czekamy, nic nowego."


async def run(voice: Voice) -> None:
    """Whoever of them is to answer by now has answered, each at a time of its own; hardly one stays silent."""
    newest = await round.latest(voice.session)
    if newest is None or newest.closed_at is not None:
        return
    names = voice.house.association.communes
    played = {names[at] for at in homes_among(names)}
    communes = [c for c in await all_communes(voice.session) if c.name in names and c.name not in played]
    rows = await answer.rows_of(voice.session, newest, [c.id or 0 for c in communes])
    opened_on = voice.house.clock.local(newest.opened_at).date()
    asked = {a.commune.id: a for a in await round.unanswered(voice.session, newest, today=opened_on)}
    for owed in await answer.owed_now(voice.session, [c.id or 0 for c in communes]):
        rng = Random(f"{newest.week} {owed.commune.name}")  # noqa: S311
        at = answers_at(voice.house.clock, newest, newest.closes_at, rng)
        silent = rng.random() < OFTEN_SILENT
        found = asked.get(owed.commune.id)
        if found is None or found.addressee is None or silent or at > voice.now:
            continue
        lines = said_of(rows.get(owed.commune.id or 0, ()), rng)
        today = voice.house.clock.local(at).date()
        await answer.submit(voice.session, owed, lines, by=found.addressee.person, now=at, today=today)
        await outbox.drop(voice.session, about(newest, owed.commune.id or 0))


def said_of(rows: Sequence[Row], rng: Random) -> list[NewLine]:
    """How it goes on with the projects of a commune."""
    teller = Teller(rng)
    return [_line(row, teller.goes_on(KINDS.get(row.project.name, Kind.HOUSE), row.before)) for row in rows]


def _line(row: Row, said: Said) -> NewLine:
    if said.repeated and (same := answer.unchanged_line(row) or answer.unchanged_line(row, NOTHING_NEW)):
        return same
    return NewLine(project_id=row.project.id or 0, light=said.light, progress=said.progress, sentence=said.sentence)


job = Job("demo-others", run, "answers for the communes that nobody plays")
"""To be done before the others: who answers in time is neither reminded nor silent when the round closes."""
