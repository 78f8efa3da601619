"""Who has left reads nothing more, and their old buttons do nothing: what was written before is asked about anew."""

from datetime import datetime, timedelta

from sqlmodel import select

from bot.playground import Person
from models.announcement import Announcement, AnnouncementCopy
from models.forum.delegate import Delegate
from models.forum.delegate import State as Coming
from models.mail.sender import who_is
from models.people.permission import Role
from tests.conftest import TUESDAY, WARSAW, Town
from tests.rows import a_forum, every

EVENING = datetime(2026, 11, 24, 19, tzinfo=WARSAW)
MORNING = datetime(2026, 11, 25, 8, 1, tzinfo=WARSAW)


async def removes(jan: Person, team: str, who: str) -> None:
    await jan.say(f"/zespol {team}")
    for button in ("Zarządzaj", who, "Usuń z zespołu", "Tak, usuń"):
        await jan.tap(button)


async def test_what_waits_for_the_morning_is_not_told(town: Town) -> None:
    """A risk that was raised in the evening; who stays is told."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    piotr = await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    adam = await town.meets("Adam Pytel", Role.CHAIR_DEPUTY, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await town.move_to(EVENING)
    await anna.say("/ryzyko Prokuratura pyta o przetarg")
    await anna.tap("P+R")
    await anna.tap("🟠")
    await removes(jan, "niepol", "Piotr Zając")
    await town.move_to(MORNING)
    assert "Prokuratura" in adam.screen() and "Prokuratura" not in piotr.screen()
    piotr.sees("Nie jesteś już w zespole")


async def test_a_question_put_off_is_not_asked(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Adam Pytel", Role.CHAIR, "Niepołomice")
    await town.has_projects("Niepołomice", "P+R Podłęże")
    await town.move_to(datetime(2026, 11, 27, 9, tzinfo=WARSAW))
    await anna.tap("Później")
    await removes(jan, "niepol", "Anna Nowak")
    await anna.say("/menu")
    await town.wait(timedelta(hours=5))
    anna.sees_not("Status: tydzień")


async def test_an_announcement_is_neither_corrected_nor_receipted(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Skawina")
    await jan.say("/ogloszenie Spotkanie w piątek")
    for button in ("Poproś o potwierdzenie", "Podgląd", "Wyślij teraz"):
        await jan.tap(button)
    await town.move_to(TUESDAY + timedelta(minutes=1))
    anna.sees("Spotkanie w piątek")
    await removes(jan, "niepol", "Anna Nowak")
    await jan.say("/ogloszenie")
    for button in ("Ostatnie", "Spotkanie", "Popraw treść"):
        await jan.tap(button)
    await jan.say("Kod do drzwi 4711")
    await town.move_to(TUESDAY + timedelta(minutes=2))
    assert "4711" in ewa.screen() and "4711" not in anna.screen()
    await anna.tap("✅ Przeczytane")
    anna.sees_toast("Do tego nie masz uprawnień.")
    assert "4711" not in anna.screen()
    assert {copy.read_at for copy in (await every(town, select(AnnouncementCopy)))} == {None}


async def test_the_materials_of_a_forum_do_not_reach_who_came_and_left(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    before = TUESDAY - timedelta(days=1)
    async with town.database.transaction() as session:
        known = [await who_is(session, who.id) for who in (jan, anna, ewa)]
        ids = [one.person.id for one in known if one is not None]
        forum = a_forum(before, starts_at=before, sent_at=before, delivered_at=before, called_by_id=ids[0])
        session.add(forum)
        await session.flush()
        commune_id = known[1].memberships[0].commune_id if known[1] is not None else None
        session.add_all(
            Delegate(forum_id=forum.id, commune_id=commune_id, person_id=id, state=Coming.ACCEPTED, attended_at=before)
            for id in ids[1:]
        )
    await removes(jan, "niepol", "Anna Nowak")
    async with town.database.transaction() as session:
        session.add(
            Announcement(
                author_id=ids[0], text="Ustalenia", forum_id=forum.id, send_at=TUESDAY, created_at=TUESDAY
            )
        )  # fmt: skip
    await town.move_to(TUESDAY + timedelta(minutes=5))
    assert "Ustalenia" in ewa.screen() and "Ustalenia" not in anna.screen()


async def test_an_invitation_to_a_forum_does_not_reach_who_left_in_the_night(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    await town.move_to(EVENING)
    await jan.say("/forum Forum Mobilności")
    await jan.tap("mobilność")
    for answer in ("10.12 10:00", "Biuro SMK", "Pociągi"):
        await jan.say(answer)
    for button in ("Wszystkie gminy", "2", "7 dni wcześniej", "Wyślij zaproszenia"):
        await jan.tap(button)
    await town.move_to(EVENING + timedelta(minutes=1))
    await removes(jan, "niepol", "Anna Nowak")
    await town.move_to(MORNING)
    assert "Zaproszenie: Forum" in ewa.screen() and "Forum" not in anna.screen()
