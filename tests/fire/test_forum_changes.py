"""A forum is changed or called off while its invitations are on their way: everybody hears what holds, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.limits import Limits
from bot.playground import Person
from bot.playground.eyes import button_with
from handlers.forum.notices import invite as forum_invite
from handlers.forum.views import Show
from models.forum import forum_commune
from models.forum.change import ForumChange
from models.forum.delegate import Delegate, State
from models.forum.forum import Forum, Kind
from models.forum.forum_commune import ForumCommune
from models.mail.outbox import Letter
from models.mail.outbox import State as Outcome
from models.people.commune import Commune, all_communes
from models.people.permission import Role
from models.people.person import Person as Row
from tests.conftest import WARSAW, Town, where_it_races
from tests.rows import a_forum, certain, every

STARTS = datetime(2026, 12, 10, 10, tzinfo=WARSAW)
EVENING = datetime(2026, 11, 24, 20, tzinfo=WARSAW)
MORNING = datetime(2026, 11, 25, 8, tzinfo=WARSAW)
OLD, NEW, NEWEST = "czw. 10.12.2026, 10:00", "pt. 11.12.2026, 12:00", "pt. 11.12.2026, 14:00"
AT_A_TIME = 5


@dataclass
class ForumView:
    """A forum that has been called, and who is there."""

    town: Town
    jan: Person
    coordinators: Sequence[Person]

    async def tick(self) -> None:
        """The jobs look once what is due: so many more are invited."""
        await self.town.app.timetable.tick()
        await self.town.settled()

    async def changes(self, to: str) -> None:
        await self.jan.tap("✏️ Zmień")
        await self.jan.tap("Termin")
        await self.jan.say(to)
        await self.jan.tap("Zapisz i powiadom")
        self.jan.sees("Zapisano ✅")

    async def calls_off(self) -> None:
        await self.jan.tap("❌ Odwołaj")
        await self.jan.say("Prelegent zachorował")
        await self.jan.tap("Tak, odwołuję")
        self.jan.sees("Odwołano")


@pytest.fixture
async def called(town: Town, monkeypatch: pytest.MonkeyPatch) -> ForumView:
    """Fifteen communes, of which so many are invited in one transaction."""
    monkeypatch.setattr(forum_invite, "CHUNK", AT_A_TIME)
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        communes = await all_communes(session)
    coordinators = [
        await town.meets(f"Koordynator{n} Gminy", Role.COORDINATOR, commune.name) for n, commune in enumerate(communes)
    ]
    await calls(town, [commune.id for commune in communes])
    await jan.say("/fora")
    await jan.tap("Forum Mobilności")
    return ForumView(town, jan, coordinators)


async def calls(town: Town, communes: Sequence[int], *, capacity: int = 0, kind: Kind = Kind.FORUM) -> None:
    async with town.database.transaction() as session:
        jan = (await session.exec(select(Row).where(Row.name == "Jan Kowalski"))).one()
        starts_at, now = STARTS.astimezone(UTC), town.clock.now().astimezone(UTC)
        new = a_forum(
            now, kind=kind, starts_at=starts_at, place="Biuro SMK", seats=2, capacity=capacity,
            answer_by=starts_at - timedelta(days=7), called_by_id=jan.id,
        )  # fmt: skip
        await forum_commune.call(session, new, commune_ids=communes)


def texts(person: Person, part: str) -> list[str]:
    return [message.text for message in person.messages if part in message.text]


def says_nothing_outdated(person: Person) -> None:
    """The old time stands nowhere but before an arrow."""
    for message in person.messages:
        assert OLD not in message.text.replace(f"{OLD} →", ""), message.text


# --- while they are being sent ----------------------------------------


@where_it_races
async def test_changed_half_way_each_commune_hears_of_the_new_time_once(called: ForumView) -> None:
    """Five have their invitation, and are told from what to what; ten get theirs with the new time, and no more."""
    await called.tick()
    assert sum(bool(texts(person, OLD)) for person in called.coordinators) == AT_A_TIME
    await called.changes("11.12 12:00")
    for _ in range(4):
        await called.tick()
    invited = [texts(person, "📣 Zaproszenie") for person in called.coordinators]
    told = [texts(person, "✏️ Zmiana") for person in called.coordinators]
    assert [len(found) for found in invited] == [1] * 15
    assert all(NEW in found[0] for found in invited)
    assert sorted(len(found) for found in told) == [0] * 10 + [1] * AT_A_TIME
    assert all(f"{OLD} → {NEW}" in found[0] for found in told if found)
    for person in called.coordinators:
        says_nothing_outdated(person)


@where_it_races
async def test_of_what_waits_for_the_morning_only_the_newest_is_sent(called: ForumView) -> None:
    """Five have seen the first time; five wait with an invitation, five have none: two changes in one night."""
    await called.tick()
    await called.town.move_to(EVENING)
    await called.changes("11.12 12:00")
    await called.changes("11.12 14:00")
    await called.tick()
    await called.town.move_to(MORNING)
    for person in called.coordinators:
        [invitation] = texts(person, "📣 Zaproszenie")
        assert NEWEST in invitation
        assert "12:00" not in "".join(message.text for message in person.messages).replace("10:00–12:00", "")
        says_nothing_outdated(person)
    told = [texts(person, "✏️ Zmiana") for person in called.coordinators]
    # of those invited by day; the evening's ticks have invited the rest for the morning
    assert sorted(len(found) for found in told) == [0] * 10 + [1] * AT_A_TIME
    assert all(f"{OLD} → {NEWEST}" in found[0] for found in told if found)


async def test_who_is_asked_for_two_communes_gets_the_new_invitation_of_each(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    for commune in ("Niepołomice", "Skawina"):
        anna = await town.meets("Anna Nowak", Role.COORDINATOR, commune)
    async with town.database.transaction() as session:
        homes = [commune for commune in await all_communes(session) if commune.name in ("Niepołomice", "Skawina")]
    await town.move_to(EVENING)
    await calls(town, [home.id for home in homes])
    await town.wait(timedelta(minutes=1))
    await jan.say("/fora")
    await jan.tap("Forum Mobilności")
    await jan.tap("✏️ Zmień")
    await jan.tap("Termin")
    await jan.say("11.12 12:00")
    await jan.tap("Zapisz i powiadom")
    await town.move_to(MORNING)
    assert [NEW in text for text in texts(anna, "📣 Zaproszenie")] == [True, True]
    says_nothing_outdated(anna)


@where_it_races
async def test_what_is_changed_back_before_anybody_heard_of_it_is_not_told(called: ForumView) -> None:
    await called.tick()
    await called.town.move_to(EVENING)
    await called.changes("11.12 12:00")
    await called.changes("10.12 10:00")
    await called.town.move_to(MORNING)
    for person in called.coordinators:
        [invitation] = texts(person, "📣 Zaproszenie")
        assert OLD in invitation and not texts(person, "✏️ Zmiana")


@where_it_races
async def test_a_new_agenda_comes_once_whatever_else_is_changed_that_evening(called: ForumView) -> None:
    await called.tick()
    [first] = [person for person in called.coordinators if texts(person, OLD)][:1]
    await called.town.move_to(EVENING)
    await called.jan.tap("✏️ Zmień")
    await called.jan.tap("Program")
    await called.jan.send_document("nowy.pdf", b"%PDF", "Nowy program")
    await called.jan.tap("Zapisz i powiadom")
    await called.changes("11.12 12:00")
    await called.town.move_to(MORNING)
    assert [file["file_name"] for message in first.messages if (file := message.content.get("document"))] == [
        "nowy.pdf"
    ]
    [told] = texts(first, "✏️ Zmiana")
    assert f"{OLD} → {NEW}" in told and "Nowy plik" in told


@where_it_races
async def test_changed_while_the_courier_is_on_the_way_nobody_keeps_the_old_time(
    called: ForumView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some are sent, some are in its bag, some in the outbox."""
    monkeypatch.setattr(forum_invite, "CHUNK", 100)
    called.town.limits = Limits(per_second=20, spacing=0.001, group_spacing=0.001)
    await called.town.restart()
    await called.jan.tap("✏️ Zmień")
    await called.jan.tap("Termin")
    await called.jan.say("11.12 12:00")
    await called.town.app.timetable.tick()
    await called.jan.tap("Zapisz i powiadom")
    await called.town.settled()
    for person in called.coordinators:
        told = texts(person, "✏️ Zmiana")
        assert [NEW in text for text in texts(person, "📣 Zaproszenie")] == [True]
        assert [f"{OLD} → {NEW}" in text for text in told] in ([], [True])
        says_nothing_outdated(person)


@where_it_races
async def test_called_off_half_way_nobody_is_invited_afterwards(called: ForumView) -> None:
    """Five were invited by day and are told; five whose invitation waits and five that have none hear nothing."""
    await called.tick()
    await called.town.move_to(EVENING - timedelta(hours=1))
    heard = [person for person in called.coordinators if texts(person, "📣 Zaproszenie")]
    async with called.town.database.transaction() as session:
        rows = (await session.exec(select(ForumCommune))).all()
        assert (len(heard), sum(row.invited_at is not None for row in rows)) == (AT_A_TIME, 3 * AT_A_TIME)
    await called.calls_off()
    for moment in (EVENING, MORNING, STARTS - timedelta(hours=2), STARTS):
        await called.town.move_to(moment)
    for person in called.coordinators:
        news = texts(person, "❌ Odwołane")
        # the invitation in its place, and the message
        assert len(news) == (2 if person in heard else 0), person.screen()
        assert bool(person.messages) == (person in heard)
    async with called.town.database.transaction() as session:
        about = select(Letter.state).where(col(Letter.about).startswith("forum:"), Letter.method == "send_message")
        outcomes = (await session.exec(about)).all()
    counted = {state: outcomes.count(state) for state in set(outcomes)}
    assert counted == {Outcome.SENT: 2 * AT_A_TIME, Outcome.DROPPED: 2 * AT_A_TIME}


# --- two at once ----------------------------------------


@where_it_races
async def test_of_two_who_change_the_time_at_once_the_second_one_is_asked_again(called: ForumView) -> None:
    ola = await called.town.meets("Ola Wilk", Role.OFFICE)
    for _ in range(4):
        await called.tick()
    await ola.say("/fora")
    await ola.tap("Forum Mobilności")
    previews = {}
    for who, typed in ((called.jan, "11.12 12:00"), (ola, "11.12 14:00")):
        await who.tap("✏️ Zmień")
        await who.tap("Termin")
        await who.say(typed)
        previews[who] = who.sees("Zapisz i powiadom")
    for who, preview in previews.items():
        button = certain(button_with(preview.buttons, "Zapisz i powiadom"))
        called.town.world.tap(who.user, preview, button["callback_data"])
    await called.town.settled()
    losers = [who for who in previews if texts(who, "Ktoś zmienił to samo")]
    async with called.town.database.transaction() as session:
        assert len((await session.exec(select(ForumChange))).all()) == 1
        assert (await session.exec(select(Forum.sequence))).one() == 1
    [loser] = losers
    first, second = (NEWEST, NEW) if loser is called.jan else (NEW, NEWEST)
    for person in called.coordinators:
        [told] = texts(person, "✏️ Zmiana")
        assert f"{OLD} → {first}" in told
    # with what the first one has made of it before their eyes, they may insist
    assert f"{first} → {second}" in loser.sees("Co zmieniamy?").text
    await loser.tap("Zapisz i powiadom")
    for person in called.coordinators:
        assert f"{first} → {second}" in texts(person, "✏️ Zmiana")[-1]


@where_it_races
async def test_more_seats_go_to_those_who_wait_and_fewer_than_taken_are_refused(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    team = [await town.meets(f"{name} Osoba", Role.SPECIALIST, "Niepołomice") for name in ("Piotr", "Ewa")]
    async with town.database.transaction() as session:
        home = next(commune for commune in await all_communes(session) if commune.name == "Niepołomice")
    await calls(town, [home.id], capacity=1)
    await town.wait(timedelta(minutes=1))
    await anna.tap("👥 Deleguj")
    for person in team:
        await anna.tap(f"☐ {person.user.name}")
    await anna.tap("✅ Zatwierdź")
    for person in team:
        await person.tap("✅ Będę")
    team[1].sees("na liście rezerwowej")
    await jan.say("/fora")
    await jan.tap("Forum Mobilności")
    await jan.tap("✏️ Zmień")
    await jan.tap("Miejsc łącznie")
    await jan.say("2")
    await jan.tap("✅ Zapisz")
    assert "✅ Będziesz." in team[1].messages[0].text
    assert (await every(town, select(Delegate.state))) == [State.ACCEPTED] * 2
    await jan.tap("✏️ Zmień")
    await jan.tap("Miejsc łącznie")
    await jan.say("1")
    jan.sees("Udział potwierdziły już 2 osoby")
    async with town.database.transaction() as session:
        assert (await session.exec(select(Forum.capacity))).one() == 2


@where_it_races
async def test_at_another_time_all_reminders_are_due_once_more(called: ForumView) -> None:
    await called.tick()
    await called.changes("11.12 12:00")
    assert set(await every(called.town, select(col(ForumCommune.reminded_at)))) == {called.town.clock.now()}


# --- what is shown ----------------------------------------


async def test_the_live_card_stays_on_the_page_that_is_looked_at(called: ForumView) -> None:
    async with called.town.database.transaction() as session:
        session.add_all(Commune(name=f"Ż{n:02}") for n in range(40))
        await session.flush()
        [forum] = (await session.exec(select(Forum))).all()
        new = [commune for commune in await all_communes(session) if commune.name.startswith("Ż")]
        session.add_all(ForumCommune(forum_id=forum.id, commune_id=commune.id) for commune in new)
    for _ in range(12):
        await called.tick()
    await called.jan.tap("Strona 1/2")
    assert "❔ Nie ma kogo zapytać: Ż25" in called.jan.sees("Gminy: 55").text
    await called.coordinators[0].tap("🚫 Nie weźmiemy udziału")
    card = called.jan.sees("Gminy: 55")
    assert "54 milczą" in card.text and "Ż39" in card.text
    await called.jan.tap("Strona 2/2")
    assert "nie weźmie udziału" in called.jan.sees("Gminy: 55").text


async def test_a_meeting_of_a_team_is_changed_for_each_of_its_people(town: Town) -> None:
    """Who was invited by name confirms again; who has joined since can read it."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    team = [
        await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice"),
        await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice"),
    ]
    async with town.database.transaction() as session:
        home = next(commune for commune in await all_communes(session) if commune.name == "Niepołomice")
    await calls(town, [home.id], kind=Kind.TEAM)
    await town.wait(timedelta(minutes=1))
    for person in team:
        await person.tap("✅ Będę")
    ola = await town.meets("Ola Maj", Role.COORDINATOR, "Niepołomice")
    await jan.say("/fora")
    await jan.tap("Forum Mobilności")
    await jan.tap("✏️ Zmień")
    assert button_with(jan.sees("Co zmieniamy?").buttons, "Miejsc łącznie") is None
    await jan.tap("Termin")
    await jan.say("11.12 12:00")
    await jan.tap("Zapisz i powiadom")
    for person in team:
        [asked] = texts(person, "Potwierdź ponownie")
        assert f"{OLD} → {NEW}" in asked
    await ola.say("/fora")
    await ola.tap("Forum Mobilności")
    assert button_with(ola.sees("Spotkanie zespołu").buttons, "Deleguj") is None


async def test_what_is_opened_again_is_what_changes_and_others_cannot_open_it(town: Town) -> None:
    await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    marek = await town.meets("Marek Wilga", Role.COORDINATOR, "Skawina")
    async with town.database.transaction() as session:
        home = next(commune for commune in await all_communes(session) if commune.name == "Niepołomice")
    await calls(town, [home.id])
    await town.wait(timedelta(minutes=1))
    await anna.tap("👥 Deleguj")
    await anna.tap("☐ Ewa Lis")
    await anna.tap("✅ Zatwierdź")
    await ewa.say("/fora")
    await ewa.tap("Forum Mobilności")
    await anna.tap("🚫 Nie weźmiemy udziału")
    await anna.tap("🚫 Tak, nikt nie pójdzie")
    assert "Gmina nie deleguje Cię już" in ewa.messages[-1].text
    await marek.say("/menu")
    await marek.tap_data(Show(forum=1).pack())
    marek.sees_toast("Do tego nie masz uprawnień")
    assert not texts(marek, "Forum Mobilności")
