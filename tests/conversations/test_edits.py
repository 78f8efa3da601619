"""People edit what they have sent: it counts while the answer can be corrected, later it is said how to correct it."""

import pytest
from sqlmodel import select

from bot.playground import Person
from models.people.permission import Role
from models.risk.risk import Risk
from models.status.answer import StatusLine
from tests.conftest import Town
from tests.conversations.test_parts import who_is_asked
from tests.rows import every


@pytest.fixture
async def anna(town: Town) -> Person:
    """She is to say what happens in the first of two projects."""
    await town.meets("Jan Kowalski", Role.OFFICE)
    return await who_is_asked(town)


async def sentences(town: Town) -> list[str | None]:
    return [line.sentence for line in await every(town, select(StatusLine))]


async def risks(town: Town) -> list[str]:
    return [risk.text for risk in await every(town, select(Risk))]


async def test_the_last_answer_is_corrected_in_its_place(town: Town, anna: Person) -> None:
    await anna.say("Brakuje 20 mln")
    messages = len(anna.messages)
    await anna.edit_last("Brakuje 2 mln")
    assert len(anna.messages) == messages, "nothing new is asked"
    assert "➜ Brakuje 2 mln" in anna.screen() and "➜ Brakuje 20 mln" not in anna.screen()
    await anna.tap("🟢")
    assert "Brakuje 2 mln" in await sentences(town)


async def test_an_earlier_answer_is_corrected_and_the_list_says_so(town: Town, anna: Person) -> None:
    await anna.say("Brakuje 20 mln")
    await anna.tap("🔴")
    await anna.say("Nie ma wykonawcy")
    anna.sees("Co się zmieniło?")
    await anna.edit(anna.said("20 mln"), "Brakuje 2 mln")
    assert "Brakuje 2 mln" in anna.sees("Co się zmieniło?").text
    assert "20 mln" not in anna.screen().replace("Anna Nowak: Brakuje 20 mln", "")
    await anna.tap("✅ Wyślij")
    assert sorted(filter(None, await sentences(town))) == ["Brakuje 2 mln", "Nie ma wykonawcy"]


async def test_an_edit_that_makes_the_answer_invalid_is_refused_and_the_old_one_stays(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/nieobecnosc")
    await anna.say("30.11-4.12")
    anna.sees("Kto Cię zastępuje?")
    await anna.edit_last("kiedyś")
    anna.sees("Tej daty nie rozumiem")
    assert "➜ 30.11-4.12" in anna.screen() and "Nieobecność: 30.11–4.12" in anna.screen()
    await anna.edit_last("30.11-5.12")
    assert "Nieobecność: 30.11–5.12" in anna.screen()
    assert "➜ 30.11-5.12" in anna.screen()


async def test_an_edit_that_is_too_long_or_a_command_is_refused(town: Town, anna: Person) -> None:
    await anna.say("Brakuje 20 mln")
    await anna.edit_last("a" * 1200)
    anna.sees("Za długie")
    await anna.edit_last("/anuluj")
    anna.sees("Tego nie umiem zapisać")
    await anna.tap("🟢")
    assert "Brakuje 20 mln" in await sentences(town)


async def test_what_was_refused_may_be_corrected_into_an_answer(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/nieobecnosc")
    await anna.say("kiedyś")
    anna.sees("Tej daty nie rozumiem")
    await anna.edit_last("30.11-4.12")
    anna.sees("Kto Cię zastępuje?")


async def test_the_same_edit_twice_changes_nothing_more(town: Town, anna: Person) -> None:
    await anna.say("Brakuje 20 mln")
    await anna.edit_last("Brakuje 2 mln")
    before = anna.screen()
    await anna.edit_last("Brakuje 2 mln")
    anna.sees_nothing()
    assert anna.screen() == before


async def test_a_part_of_an_answer_is_corrected(town: Town, anna: Person) -> None:
    await anna.say_at_once("Brakuje 20 mln", "i wykonawcy")
    await anna.edit(anna.said("20 mln"), "Brakuje 2 mln")
    assert "➜ Brakuje 2 mln i wykonawcy" in anna.screen()


async def test_the_words_under_a_photo_are_corrected(town: Town, anna: Person) -> None:
    await anna.send_photo("Brakuje 20 mln")
    await anna.edit(anna.said("20 mln"), "Brakuje 2 mln")
    await anna.tap("🟢")
    assert "Brakuje 2 mln" in await sentences(town)


async def test_a_description_that_was_continued_is_corrected_where_it_says_so(town: Town) -> None:
    await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko")
    await anna.say("Brakuje 20 mln")
    await anna.say("Od marca")
    await anna.edit(anna.said("20 mln"), "Brakuje 2 mln")
    await anna.edit(anna.said("Od marca"), "Od maja")
    await anna.tap("🔴")
    assert await risks(town) == ["Brakuje 2 mln\nOd maja"]


async def test_the_words_after_a_command_are_corrected(town: Town) -> None:
    await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko Brakuje 20 mln")
    await anna.edit_last("/ryzyko Brakuje 2 mln")
    assert "Brakuje 2 mln" in anna.sees("Jak poważne?").text
    await anna.tap("🔴")
    assert await risks(town) == ["Brakuje 2 mln"]
    await anna.edit(anna.said("/ryzyko"), "/ryzyko Brakuje 3 mln")
    anna.sees("To już zapisane")


async def test_an_answer_in_a_dialog_that_was_put_aside_is_corrected(town: Town, anna: Person) -> None:
    await anna.say("Brakuje 20 mln")
    await anna.say("/nieobecnosc")
    await anna.edit(anna.said("20 mln"), "Brakuje 2 mln")
    assert "➜ Brakuje 2 mln" in anna.screen()
    await anna.say("/anuluj")
    await anna.tap("Wróć")
    await anna.tap("🟢")
    assert "Brakuje 2 mln" in anna.sees("Zapisano ✅").text
    assert "Brakuje 2 mln" in await sentences(town)


async def test_a_command_that_leaves_the_dialog_open_leaves_its_answers_alone(town: Town, anna: Person) -> None:
    await anna.say("Brakuje 20 mln")
    await anna.say("/menu 20 mln")
    await anna.edit(anna.said("Brakuje"), "Brakuje 2 mln")
    await anna.tap("🟢")
    assert "Brakuje 2 mln" in anna.sees("Zapisano ✅").text


async def test_what_is_handed_in_is_not_changed_and_it_is_said_once_how_to_correct_it(town: Town, anna: Person) -> None:
    await anna.say("Brakuje 20 mln")
    await anna.tap("🟢")
    await anna.edit(anna.said("20 mln"), "Brakuje 2 mln")
    anna.sees("To już zapisane")
    anna.sees("/status")
    assert "Brakuje 20 mln" in await sentences(town)
    await anna.edit(anna.said("2 mln"), "Brakuje 3 mln")
    anna.sees_nothing()


async def test_the_command_that_leads_to_a_risk_is_said(town: Town) -> None:
    await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko")
    await anna.tap("🔴")
    await anna.say("Brakuje 20 mln")
    await anna.edit_last("Brakuje 2 mln")
    anna.sees("/ryzyka")
    assert await risks(town) == ["Brakuje 20 mln"]


async def test_what_telegram_calls_an_edit_though_the_words_are_the_same_is_passed_over(
    town: Town, anna: Person
) -> None:
    """As when it has found out what a link leads to."""
    await anna.say("Zob. https://example.pl")
    await anna.edit_last("Zob. https://example.pl")
    anna.sees_nothing()
    await anna.tap("🟢")
    await anna.edit(anna.said("example.pl"), "Zob. https://example.pl")
    anna.sees_nothing()


async def test_an_edit_of_what_was_no_answer_is_passed_over(town: Town, anna: Person) -> None:
    await anna.say("/menu")
    await anna.edit_last("/zespol")
    anna.sees_nothing()
    await anna.say("/anuluj")
    await anna.say("dzień dobry")
    await anna.edit_last("dobry wieczór")
    anna.sees_nothing()


async def test_an_edit_by_somebody_else_changes_nothing_of_others(town: Town, anna: Person) -> None:
    """Their message may have the same number, in their chat."""
    await anna.say("Brakuje 20 mln")
    tomasz = Person(town.world, "Tomasz")
    same = anna.said("20 mln").json() | {
        "from": tomasz.user.json(),
        "chat": tomasz.chat.json(),
        "text": "Brakuje 2 mln",
    }
    town.world.updates.push("edited_message", same)
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    town.world.updates.push("edited_message", same | {"from": ewa.user.json(), "chat": ewa.chat.json()})
    await town.settled()
    tomasz.sees_nothing()
    ewa.sees_nothing()
    await anna.tap("🟢")
    assert "Brakuje 20 mln" in await sentences(town)


async def test_an_edit_that_comes_before_its_message_was_handled(town: Town, anna: Person) -> None:
    """A webhook has a lane for messages and one for edits."""
    said = town.world.post(anna.chat, anna.user, {"text": "Brakuje 20 mln"})
    town.world.updates.push("edited_message", said.json() | {"text": "Brakuje 2 mln", "edit_date": 2_000_000_000})
    await town.settled()
    town.world.updates.push("message", said.json())
    await town.settled()
    assert "➜ Brakuje 2 mln" in anna.screen()
    await anna.tap("🟢")
    assert "Brakuje 2 mln" in await sentences(town)
