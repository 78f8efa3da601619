"""Whatever communes owe is asked for, reminded of and handed over alike: a matter is moments, rights and words."""

from collections.abc import Iterable, Sequence
from functools import partial

import sqlalchemy as sa
from markupsafe import Markup
from sqlmodel import col

from bot.conversation.outgoing import Message, Outgoing, View
from bot.playground import Person
from bot.playground.screen import plain, shown
from bot.texts import Words
from bot.timetable import Job, Work, run_once
from handlers.obligation.notices import Question, ask_communes, remind, tell_chairs
from models import obligation
from models.obligation import Matter, Obligation
from models.people import person
from models.people.commune import all_communes
from models.people.permission import Right, Role
from models.people.person import Member
from tests.conftest import TUESDAY, Town, on_both_engines
from tests.fire.dst import at

ASKED = ("Niepołomice", "Skawina", "Wieliczka")
WEDNESDAY, THURSDAY, FRIDAY, DUE = (at(f"2026-11-{day}") for day in ("25 9:00", "26 9:00", "27 9:00", "27 15:00"))


FIGURES = Matter("figures:1", (WEDNESDAY, THURSDAY, FRIDAY, DUE), col(Obligation.round_id).is_(None))


async def prompts(_: Outgoing, some: Sequence[obligation.Asked], is_reminder: bool) -> Iterable[View]:
    head = "Czekamy" if is_reminder else "Podaj"

    def asks(commune: str, _words: Words) -> Message:
        return Message(Markup.escape(f"{head}: {commune}"))

    return [partial(asks, asked.commune.name) for asked in some]


QUESTION = Question(
    matter=FIGURES,
    answers=Right.ANSWER_STATUS,
    oversees=Right.SEE_ROUND,
    prompts=prompts,
    nobody=lambda commune, _: Message(Markup("Nie ma kogo zapytać: {}").format(commune)),
    silent=lambda commune, _: Message(Markup("Nie ma odpowiedzi: {}").format(commune)),
)


async def asks(outgoing: Outgoing) -> Work | None:
    await ask_communes(outgoing, QUESTION)
    await remind(outgoing, QUESTION)
    if outgoing.now >= DUE:
        await tell_chairs(outgoing, QUESTION)
    return None


async def tick(town: Town) -> None:
    """Twice, as every job."""
    for _ in range(2):
        await run_once(Job("figures", asks, "asks for figures"), town.database, town.app.services)
    await town.move_to(town.clock.now())


def said(reader: Person) -> list[str]:
    """All that the bot has told them."""
    return [plain(shown(message)) for message in reader.messages if message.sender is not reader.user]


async def handed_over(town: Town, left: Member, commune_id: int) -> list[int]:
    async with town.database.transaction() as session:
        today = town.clock.today()
        handed = await obligation.hand_over(session, left.person, commune_id=commune_id, today=today)
        return [asked.obligation.commune_id for asked in handed]


@on_both_engines
async def test_another_matter_is_asked_for_by_declaring_it(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ula = await town.meets("Ula Kos", Role.COORDINATOR_DEPUTY, "Niepołomice")
    wanda = await town.meets("Wanda Lis", Role.CHAIR, "Niepołomice")
    piotr = await town.meets("Piotr Sowa", Role.COORDINATOR, "Skawina")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        home, skawina, nobodys = [commune.id for commune in await all_communes(session) if commune.name in ASKED]
        await obligation.impose(session, [home, skawina, nobodys])

    await tick(town)
    assert [said(one) for one in (anna, piotr, jan)] == [
        ["Podaj: Niepołomice"], ["Podaj: Skawina"], ["Nie ma kogo zapytać: Wieliczka"]
    ]  # fmt: skip
    async with town.database.transaction() as session:
        theirs = col(Obligation.commune_id) == skawina
        await session.exec(sa.update(Obligation).where(theirs).values(answered_at=TUESDAY))
        assert await obligation.asked_and_answered(session, FIGURES) == (3, 1)
        assert await obligation.owing(session, FIGURES) == ["Niepołomice", "Wieliczka"]

    await town.move_to(WEDNESDAY)
    await tick(town)
    assert (said(anna)[1:], said(ula), said(piotr)[1:]) == (["Czekamy: Niepołomice"], [], [])
    await town.move_to(THURSDAY)
    await tick(town)
    assert (said(anna)[2:], said(ula)) == (["Czekamy: Niepołomice"], ["Czekamy: Niepołomice"])

    await town.move_to(FRIDAY)
    async with town.database.transaction() as session:
        [left] = await person.members(session, commune_ids=[home], roles=[Role.COORDINATOR])
        await person.end_membership(session, left, now=FRIDAY)
    assert (await handed_over(town, left, home), await handed_over(town, left, home)) == ([home], [])
    await tick(town)
    assert (said(anna)[3:], said(ula)[1:]) == ([], ["Czekamy: Niepołomice"])

    await town.move_to(DUE)
    await tick(town)
    assert said(wanda) == ["Nie ma odpowiedzi: Niepołomice"]
    async with town.database.looking() as session:
        [heir] = await person.members(session, commune_ids=[home], roles=[Role.COORDINATOR_DEPUTY])
    assert await handed_over(town, heir, home) == [], "it is over"
