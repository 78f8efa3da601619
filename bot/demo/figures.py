"""The calls for data of the demonstration: every year one, of which the last
is over and this one is being answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.demo.content import content
from models.calendar import Clock
from models.data import answer as answers
from models.data import call as calls
from models.data.answer import NewValue, Owed
from models.data.call import DataCall, DataField, reminders
from models.data.series import Rhythm, repeated
from models.data.value import State
from models.people import absence
from models.people.commune import all_communes
from models.people.person import Person, Somebody

A_YEAR = timedelta(days=364)
SENT_BEFORE, DUE_IN, ANSWERED_IN = timedelta(days=5), timedelta(days=23), timedelta(days=4)
DUE_AT = time(15)
DAYS_AHEAD = range(-1, 14)
SILENT, LACKS = 0.35, 0.06
CHANGE = 15
"""In per cent, at most, from one year to the next."""


async def call_for_data(
    session: AsyncSession, clock: Clock, fields: Mapping[str, int], *, by: Person, played: Sequence[int], rng: Random
) -> None:
    """Write both calls and the communes' answers; nothing is sent, and the communes that are ``played`` are silent."""
    communes = [commune.id for commune in await all_communes(session)]
    asked = await absence.addressees(session, communes, clock.today())
    # whoever stood in for them would be asked as soon as the clock moves
    away = {id for n in DAYS_AHEAD for id in await absence.away_on(session, clock.today() + timedelta(days=n))}
    for years_ago in (1, 0):
        is_over = years_ago > 0
        of, wanted = await _call(session, clock, fields, by, list(asked), is_over=is_over)
        for owed in await answers.owed_by(session, list(asked), limit=2 * len(asked)):
            if owed.call.id != of.id:
                continue
            owed.obligation.person_id = asked[owed.commune.id].person.id
            may_be_silent = not is_over and owed.obligation.person_id not in away
            if not (may_be_silent and (owed.commune.id in played or rng.random() < SILENT)):
                await _answer(session, clock, owed, wanted, asked[owed.commune.id].person, rng)
        await session.flush()


async def _call(
    session: AsyncSession, clock: Clock, fields: Mapping[str, int], by: Person, communes: list[int], *, is_over: bool
) -> tuple[DataCall, list[DataField]]:
    plan, now = content().figures, clock.now() - (A_YEAR if is_over else timedelta())
    sent_at = clock.working_time(now - SENT_BEFORE)
    due_at = clock.at(clock.working_day(clock.local(now + DUE_IN).date()), DUE_AT)
    new = DataCall(
        title=plan.title, why=plan.why, period=f"rok {clock.local(now).year}", sent_at=sent_at, due_at=due_at,
        reminds=reminders(clock, sent_at, due_at), closed_at=due_at if is_over else None, called_by_id=by.id,
        rule=None if is_over else repeated(Rhythm.YEARLY, sent_at, clock.zone), planned_at=sent_at,
    )  # fmt: skip
    wanted = [
        DataField(call_id=0, position=0, name=one.name, kind=one.kind, unit=one.unit, field_id=fields[one.field])
        for one in plan.fields
    ]
    return await calls.send(session, new, wanted, commune_ids=communes), wanted


async def _answer(
    session: AsyncSession, clock: Clock, owed: Owed, wanted: Sequence[DataField], by: Somebody, rng: Random
) -> None:
    """Within a few days; numbers are not far from those of the year before, and what is over was accepted."""
    at: datetime = clock.working_time(owed.call.sent_at + ANSWERED_IN * rng.random())
    before = await answers.previous(session, owed)
    said = {}
    for field, plan in zip(wanted, content().figures.fields, strict=True):
        last = before.get(field.id)
        number = rng.randint(plan.low, plan.high)
        if last is not None and last.value.number is not None:
            number = int(last.value.number) * (100 + rng.randint(-CHANGE, CHANGE)) // 100
        lacking = NewValue(state=State.LACKING, reason=content().figures.lacking)
        said[field.id] = lacking if rng.random() < LACKS else NewValue(exact=str(number))
    await answers.keep(session, owed, said, by=by, now=at)
    answers.hand_in(owed, now=at)
    if owed.call.closed_at is not None:
        answers.accept(owed, now=owed.call.closed_at)
