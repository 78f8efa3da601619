"""One answer in several messages: an album, or texts that are sent together. Nothing is said per part."""

from datetime import datetime

import pytest
from sqlmodel import select

from bot.playground import Person
from models.people.permission import Role
from models.risk import risk
from models.risk.message import RiskMessage
from models.risk.risk import Risk
from models.status import answer
from models.status.answer import StatusLine
from tests.conftest import WARSAW, Town
from tests.rows import every

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)


@pytest.fixture
async def anna(town: Town) -> Person:
    return await who_is_asked(town)


async def who_is_asked(town: Town) -> Person:
    """A coordinator who is to say what happens in the first of two projects."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa", "Szkoła")
    await town.move_to(FRIDAY)
    await anna.tap("✏️ Wypełnij")
    await anna.tap("✅ Wyślij")
    await anna.tap("🟡")
    return anna


async def first_line(town: Town) -> StatusLine:
    async with town.database.transaction() as session:
        return (await session.exec(select(StatusLine).order_by(StatusLine.id))).all()[0]  # type: ignore[arg-type]


async def risks(town: Town) -> list[Risk]:
    return await every(town, select(Risk))


async def test_every_photo_of_an_album_belongs_to_the_sentence(town: Town, anna: Person) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    before = len(anna.messages)
    await anna.send_album("Most zamknięty", photos=4)
    said = [message.text for message in anna.messages[before:] if message.sender is town.world.me]
    assert len(said) == 1 and said[0].startswith("Szkoła"), "one question, no complaint"
    assert "➜ Most zamknięty" in anna.screen()
    await anna.tap("🟢")
    anna.sees("📎4")
    line = await first_line(town)
    assert line.sentence == "Most zamknięty" and len(answer.NewLine.model_validate(line.model_dump()).files) == 4
    await jan.say("/raport Niepołomice")
    await jan.tap("Załączniki")
    assert len(jan.files) == 4


async def test_texts_that_are_sent_together_are_one_answer(town: Town, anna: Person) -> None:
    before = len(anna.messages)
    await anna.say_at_once("Most", "zamknięty", "do marca")
    said = [message.text for message in anna.messages[before:] if message.sender is town.world.me]
    assert len(said) == 1 and said[0].startswith("Szkoła")
    await anna.tap("🟢")
    assert (await first_line(town)).sentence == "Most\nzamknięty\ndo marca"


async def test_who_has_read_the_next_question_answers_that_one(town: Town, anna: Person) -> None:
    await anna.say("Most zamknięty")
    await anna.say("A to nie jest odpowiedź")
    anna.sees("Tu wystarczy dotknąć przycisku")
    await anna.tap("🟢")
    assert (await first_line(town)).sentence == "Most zamknięty"


async def test_what_would_make_the_answer_too_long_is_said_and_the_answer_stands(town: Town, anna: Person) -> None:
    await anna.say_at_once("a" * 900, "b" * 900, "c" * 900)
    assert len([m for m in anna.news if "reszta tu się nie zmieści" in m.text]) == 1
    await anna.tap("🟢")
    assert (await first_line(town)).sentence == "a" * 900


async def test_an_album_where_only_words_are_taken_is_refused_once(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.send_album()
    assert len([m for m in anna.news if "Wybierz jedną z tych rzeczy" in m.text]) == 1
    await anna.say("/nieobecnosc")
    await anna.send_album()
    assert len([m for m in anna.news if "Tu potrzebny jest tekst" in m.text]) == 1


async def test_where_one_file_has_room_the_others_are_refused_once(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await a_forum_asks_for_its_agenda(jan)
    await jan.send_album("Program")
    assert len([m for m in jan.news if "najwyżej 1" in m.text]) == 1
    assert "➜ Program" in jan.screen()


async def a_forum_asks_for_its_agenda(jan: Person) -> None:
    await jan.say("/forum")
    await jan.say("Forum wodne")
    await jan.tap("Bez dziedziny")
    await jan.say("10.12 10:00")
    await jan.send_album()
    assert len([m for m in jan.news if "Tu potrzebny jest tekst" in m.text]) == 1
    await jan.say("Biuro SMK https://meet.example.pl/abc")
    jan.sees("Program?")


async def test_what_is_said_of_every_part_of_an_album_is_said_once(town: Town) -> None:
    await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko Osuwa się skarpa")
    await anna.tap("🔴")
    await anna.tap("Szczegóły")
    await anna.send_album(photos=4)
    [raised] = await risks(town)
    async with town.database.transaction() as session:
        assert len(await risk.attachments(session, raised.id)) == 4
    assert len([m for m in anna.news if "Dołączone do" in m.text]) == 1


async def test_every_photo_of_an_album_belongs_to_the_risk(town: Town) -> None:
    await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko")
    await anna.tap("🔴")
    await anna.send_album("Osuwa się skarpa", photos=5)
    [raised] = await risks(town)
    async with town.database.transaction() as session:
        assert len(await risk.attachments(session, raised.id)) == 5
    assert raised.text == "Osuwa się skarpa"


async def test_a_question_about_a_risk_in_several_messages_arrives_whole(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko Osuwa się skarpa")
    await anna.tap("🔴")
    await jan.tap("💬 Zapytaj")
    await jan.send_album("Czy to tutaj?", photos=3)
    assert len(anna.files) == 3
    assert len([m for m in jan.news if "Wysłane" in m.text]) == 1
    await anna.tap("↩️ Odpowiedz", on=anna.sees("Czy to tutaj?"))
    await anna.say_at_once("Tak.", "Od wczoraj.")
    jan.sees("Tak.")
    jan.sees("Od wczoraj.")
    anna.sees_not("Wybierz jedną z tych rzeczy")
    assert len(await every(town, select(RiskMessage))) == 5


async def test_the_rest_of_an_answer_that_is_kept_already_is_said_to_be_late(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ustawienia")
    await anna.tap("✏️ Zmień imię")
    await anna.say_at_once("Anna", "Kowalska")
    anna.sees("👤 Anna")
    anna.sees("To już zapisane")
    anna.sees("/ustawienia")


async def test_what_is_no_answer_to_a_question_of_buttons_is_refused_once(town: Town, anna: Person) -> None:
    await anna.say("Most zamknięty")
    await anna.say_at_once("Ale", "to", "potem")
    assert len([m for m in anna.news if "Tu wystarczy dotknąć przycisku" in m.text]) == 1
    await anna.tap("🟢")
    anna.sees("Zapisano ✅")


async def test_an_answer_that_follows_at_once_what_was_none_is_heard(town: Town, anna: Person) -> None:
    await anna.say("Most zamknięty")
    await anna.say_at_once("Ale", "zielone")
    anna.sees("🟢 Szkoła")
