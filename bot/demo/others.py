"""The communes that nobody plays answer by themselves while the demonstration goes on."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from bot.conversation.outgoing import Outgoing
from bot.demo.cast import homes_among
from bot.demo.content import Kind, Said, content
from bot.demo.forums import Told, teams_of_all
from bot.demo.past import answers_at
from bot.demo.weeks import Teller
from bot.timetable import Job
from handlers.forum.notices.invite import redraw
from models import obligation
from models.forum import forum as forums
from models.forum import forum_commune
from models.forum.forum_commune import Invited
from models.mail import outbox
from models.people.commune import all_communes
from models.status import answer, status_round
from models.status.answer import NewLine, Row

OFTEN_SILENT = 0.1
NOTHING_NEW = "Nadal czekamy, nic nowego."


async def run(outgoing: Outgoing) -> None:
    """Give the answers that are due by now. Each commune has its own time; few stay silent."""
    await _answer_invitations(outgoing)
    await _answer_statuses(outgoing)


def _unplayed(outgoing: Outgoing) -> set[str]:
    names = outgoing.services.association.communes
    return set(names) - set(homes_among(names))


async def _answer_invitations(outgoing: Outgoing) -> None:
    """Answer the invitations to coming forums."""
    for forum in await forums.coming(outgoing.session, now=outgoing.now):
        now_answered = []
        for one in await forum_commune.invited(outgoing.session, forum.id) if forum.kind.delegates else ():
            rng = Random(f"{forum.id} {one.commune.name}")  # noqa: S311
            told = Told(outgoing.session, outgoing.services.clock, forum, rng)
            if _waits(outgoing, one) and (at := told.answers_at(one)) is not None:
                now_answered.append((told, one, at))
        if now_answered:
            await _answer(outgoing, now_answered)


def _waits(outgoing: Outgoing, one: Invited) -> bool:
    is_asked = one.person is not None and one.row.invited_at is not None and one.row.answered_at is None
    return is_asked and one.commune.name in _unplayed(outgoing)


async def _answer(outgoing: Outgoing, answers: Sequence[tuple[Told, Invited, datetime]]) -> None:
    teams = await teams_of_all(outgoing.session)
    for told, one, at in answers:
        await told.answer(one, teams[one.row.commune_id], at)
    of = await forums.called(outgoing.session, answers[0][0].forum.id)
    assert of is not None, "it was there a moment ago"  # noqa: S101
    await redraw(outgoing, of, *(one.row.commune_id for _, one, _ in answers))


async def _answer_statuses(outgoing: Outgoing) -> None:
    newest = await status_round.latest(outgoing.session)
    if newest is None or newest.closed_at is not None:
        return
    unplayed = _unplayed(outgoing)
    communes = [c for c in await all_communes(outgoing.session) if c.name in unplayed]
    rows = await answer.rows_of(outgoing.session, newest, [c.id for c in communes])
    opened_on = outgoing.services.clock.local(newest.opened_at).date()
    asked = {a.commune.id: a for a in await obligation.unanswered(outgoing.session, newest.matter, today=opened_on)}
    for owed in await answer.owed_now(outgoing.session, [c.id for c in communes]):
        rng = Random(f"{newest.week} {owed.commune}")  # noqa: S311
        at = answers_at(outgoing.services.clock, newest, newest.closes_at, rng)
        silent = rng.random() < OFTEN_SILENT
        found = asked.get(owed.commune_id)
        if found is None or found.addressee is None or silent or at > outgoing.now:
            continue
        lines = said_of(rows.get(owed.commune_id, ()), rng)
        today = outgoing.services.clock.local(at).date()
        await answer.submit(outgoing.session, owed, lines, by=found.addressee.person, now=at, today=today)
        await outbox.drop(outgoing.session, newest.matter.about(owed.commune_id))


def said_of(rows: Sequence[Row], rng: Random) -> list[NewLine]:
    """What a commune says next about its projects."""
    teller, known = Teller(rng), content().projects.by_name
    kinds = [known[row.project].kind if row.project in known else Kind.HOUSE for row in rows]
    return [_line(row, teller.goes_on(kind, row.before)) for row, kind in zip(rows, kinds, strict=True)]


def _line(row: Row, said: Said) -> NewLine:
    if said.repeated and (same := answer.unchanged_line(row) or answer.unchanged_line(row, NOTHING_NEW)):
        return same
    return NewLine(project_id=row.project_id, light=said.light, progress=said.progress, sentence=said.sentence)


job = Job("demo-others", run, "answers for the communes that nobody plays")
"""Runs before the other jobs, so that a timely answer is neither reminded of nor missing when the round closes."""
