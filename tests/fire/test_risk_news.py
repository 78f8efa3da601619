"""Who hears what of a risk, and when: those who have left, partners, at night, after a change of mind."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.playground import Person
from models.mail.outbox import Letter
from models.mail.sender import who_is
from models.people import person
from models.people.commune import commune_named
from models.people.permission import Role
from models.people.person import Person as Row
from models.project import project
from models.risk import escalation
from models.risk.escalation import Escalation
from models.risk.risk import Risk
from tests.conftest import TUESDAY, Town, on_sqlite
from tests.fire.dst import at
from tests.fire.test_escalation import DIRECTOR, RECALL, sent, told
from tests.rows import certain, every

pytestmark = on_sqlite


@pytest.fixture
async def anna(town: Town) -> Person:
    await town.has_projects("Niepołomice", "P+R Podłęże")
    return await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")


@pytest.fixture
async def jan(town: Town) -> Person:
    return await town.meets("Jan Kowalski", Role.OFFICE)


async def reports(anna: Person, words: str = "Osuwisko", severity: str = "🟠 Poważne") -> None:
    await anna.say(f"/ryzyko {words}")
    await anna.tap("P+R Podłęże")
    await anna.tap(severity)


async def becomes(anna: Person, severity: str) -> None:
    if not anna.messages[-1].text.endswith("dołączę do opisu."):
        await anna.tap("➕ Szczegóły")
    await anna.tap("Waga")
    await anna.tap(severity)


async def leaves(town: Town, phone: Person, role: Role) -> None:
    async with town.database.transaction() as session:
        known = certain(await who_is(session, phone.id))
        [member] = await person.members(session, person_id=known.person.id, roles=(role,))
        await person.end_membership(session, member, now=town.clock.now())


async def row(town: Town) -> Risk:
    async with town.database.transaction() as session:
        return (await session.exec(select(Risk))).one()


# --- it has become critical ----------------------------------------


async def test_what_becomes_critical_waits_from_then_on(town: Town, anna: Person, jan: Person) -> None:
    """Nobody is passed over: first the Office once more, an hour later, then the director."""
    ola = await town.meets("Ola Wilk", Role.OFFICE)
    await reports(anna)
    await town.wait(timedelta(hours=5))
    await becomes(anna, "🔴 Krytyczne")
    await town.wait(timedelta(minutes=59))
    assert (told(ola, RECALL), told(jan, DIRECTOR)) == (0, 0)
    await town.wait(timedelta(minutes=1))
    assert (told(ola, RECALL), told(jan, DIRECTOR)) == (1, 0)
    await town.wait(timedelta(hours=1))
    assert told(jan, DIRECTOR) == 1


async def test_what_the_director_knows_of_and_becomes_critical_is_recalled_anew(
    town: Town, anna: Person, jan: Person
) -> None:
    await reports(anna)
    await town.move_to(at("2026-11-25 10:00"))
    await town.move_to(at("2026-11-26 10:00"))
    assert (await sent(town, jan, RECALL), await sent(town, jan, DIRECTOR)) == (1, 1)
    await becomes(anna, "🔴 Krytyczne")
    await town.wait(timedelta(hours=1))
    await town.wait(timedelta(hours=1))
    assert (await sent(town, jan, RECALL), await sent(town, jan, DIRECTOR)) == (2, 2)
    assert sum("👀 Przyjmuję" in str(message.buttons) for message in jan.messages) == 1


async def test_each_time_it_becomes_critical_everybody_is_rung(town: Town, anna: Person, jan: Person) -> None:
    """And may take it there and then."""
    await reports(anna)
    for number, severity in enumerate(("🔴 Krytyczne", "🟡 Do obserwacji", "🔴 Krytyczne")):
        await becomes(anna, severity)
        assert await sent(town, jan, "Teraz krytyczne") == (1, 1, 2)[number]
    await jan.tap("👀 Przyjmuję", on=jan.sees("Teraz krytyczne"))
    anna.sees("Przyjmuje: Jan Kowalski")
    await becomes(anna, "🟠 Poważne")
    await becomes(anna, "🔴 Krytyczne")
    assert "👀 Przyjmuję" not in str(jan.sees("Teraz krytyczne").buttons), "it is taken"


async def test_it_rings_aloud_at_night(town: Town, anna: Person, jan: Person) -> None:
    await town.move_to(at("2026-11-24 22:00"))
    await reports(anna)
    await becomes(anna, "🔴 Krytyczne")
    jan.sees("Teraz krytyczne")
    letters = await every(town, select(Letter).where(Letter.chat_id == jan.id))
    [ring] = [letter for letter in letters if "Teraz krytyczne" in letter.arguments.get("text", "")]
    assert ring.urgent and "disable_notification" not in ring.arguments


# --- who hears of it ----------------------------------------


async def test_who_has_left_hears_nothing_of_it_any_more(town: Town, anna: Person, jan: Person) -> None:
    """The reporter, the owner, who has taken it."""
    ola = await town.meets("Ola Wilk", Role.OFFICE)
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await reports(anna)
    await ola.tap("👀 Przyjmuję")
    for label in ("➕ Szczegóły", "👤 Właściciel", "Ewa Lis"):
        await ola.tap(label)
    for who, role in ((anna, Role.COORDINATOR), (ewa, Role.SPECIALIST), (ola, Role.OFFICE)):
        await leaves(town, who, role)
    before = {who: len(who.messages) for who in (anna, ewa, ola)}
    await jan.tap("✅ Zamknij")
    await jan.say("Tajny powód")
    for who, number in before.items():
        assert len(who.messages) == number and not told(who, "Tajny powód")


@pytest.mark.parametrize(("severity", "at_once"), [("🔴 Krytyczne", True), ("🟡 Do obserwacji", False)])
async def test_news_of_what_is_not_critical_wait_for_working_hours(
    town: Town, anna: Person, jan: Person, severity: str, at_once: bool
) -> None:
    await reports(anna, severity=severity)
    await town.move_to(at("2026-11-28 23:00"))
    await jan.say("/ryzyko R-1")
    await jan.tap("👀 Przyjmuję")
    assert told(anna, "Przyjmuje: Jan Kowalski") == at_once
    await town.move_to(at("2026-11-30 8:00"))
    assert told(anna, "Przyjmuje: Jan Kowalski") == 1


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.COORDINATOR_DEPUTY])
async def test_a_partner_sees_the_card_and_its_files_and_no_more(
    town: Town, anna: Person, jan: Person, role: Role
) -> None:
    ewa = await town.meets("Ewa Lis", role, "Skawina")
    async with town.database.transaction() as session:
        skawina = certain(await commune_named(session, "Skawina"))
        shared = (await session.exec(select(project.Project))).one()
        await project.set_partners(session, shared, [skawina.id])
    await anna.send_photo("ryzyko osuwisko")
    await anna.send_voice()
    await anna.tap("P+R Podłęże")
    await anna.tap("🟠 Poważne")
    await becomes(anna, "🔴 Krytyczne")
    ring = ewa.sees("Teraz krytyczne")
    assert "👀 Przyjmuję" not in str(ring.buttons)
    await ewa.tap("🔎 Karta")
    card = ewa.sees("🖼\n🔴 Zagrożenie R-1")
    assert [button["text"] for line in card.buttons for button in line] == ["📎 1 załącznik"]
    await ewa.tap("📎 1 załącznik")
    ewa.sees("🎤")
    await ewa.say("/ryzyko R-1")
    ewa.sees("🔴 Zagrożenie R-1")
    assert not told(ewa, "Historia")
    async with town.database.transaction() as session:
        shared = (await session.exec(select(project.Project))).one()
        await project.set_partners(session, shared, [])
    await ewa.tap_data("1|risk.show||1")
    ewa.sees_toast("Do tego nie masz uprawnień")


async def test_what_was_sent_with_questions_and_answers_can_be_opened_again(
    town: Town, anna: Person, jan: Person
) -> None:
    ola = await town.meets("Ola Wilk", Role.OFFICE)
    await reports(anna)
    await jan.tap("💬 Zapytaj")
    await jan.say("Macie decyzję?")
    await anna.tap("↩️ Odpowiedz")
    await anna.send_document("decyzja.pdf", b"%PDF", "proszę")
    await ola.say("/ryzyko R-1")
    await ola.tap("🕓 Historia")
    await ola.tap("📎 1 plik z rozmowy")
    message = ola.sees("decyzja.pdf")
    assert "Anna Nowak" in message.text and "10:00" in message.text and "proszę" in message.text


async def test_a_risk_that_is_opened_again_has_one_card_a_person(town: Town, anna: Person, jan: Person) -> None:
    await reports(anna)
    await jan.tap("✅ Zamknij")
    await jan.tap("Pomiń")
    await anna.say("/ryzyko R-1")
    await anna.tap("🔁 Otwórz ponownie")
    await anna.say("Inwestor się odwołał")
    await anna.say("/ryzyko R-1")
    cards = [message for message in jan.messages if "👀 Przyjmuję" in str(message.buttons)]
    assert len(cards) == 1
    await jan.tap("👀 Przyjmuję")
    assert sum("🔧 Działamy" in str(message.buttons) for message in jan.messages) == 1


async def test_who_has_had_the_card_of_a_serious_risk_gets_it_again_when_it_is_critical(
    town: Town, anna: Person, jan: Person
) -> None:
    """Reported in the evening, come with the morning, become critical, closed, opened again."""
    await town.move_to(at("2026-11-24 22:00"))
    await reports(anna)
    await town.move_to(at("2026-11-25 8:00"))
    await becomes(anna, "🔴 Krytyczne")
    await jan.tap("✅ Zamknij")
    await jan.tap("Pomiń")
    await anna.say("/ryzyko R-1")
    await anna.tap("🔁 Otwórz ponownie")
    await anna.say("Inwestor się odwołał")
    assert "👀 Przyjmuję" in str(jan.sees("Inwestor się odwołał").buttons)


async def test_a_risk_that_is_opened_again_may_complete_a_pattern(town: Town, anna: Person, jan: Person) -> None:
    phones = [anna]
    for name, commune in (("Ewa Lis", "Skawina"), ("Marek Wilga", "Wieliczka")):
        phones.append(await town.meets(name, Role.COORDINATOR, commune))

    async def is_of_land(phone: Person, number: int) -> None:
        await phone.say(f"/ryzyko R-{number}")
        for label in ("➕ Szczegóły", "Kategoria", "grunty", "✅ Gotowe"):
            await phone.tap(label)

    for phone in phones:
        await phone.say("/ryzyko Spór o działkę")
        if phone is anna:
            await phone.tap("🏛 Cała gmina")
        await phone.tap("🟡 Do obserwacji")
    anna, ewa, marek = phones
    await is_of_land(anna, 1)
    await is_of_land(marek, 3)
    await marek.say("/ryzyko R-3")
    await marek.tap("↩️ Wycofaj")
    await marek.tap("Pomiń")
    await is_of_land(ewa, 2)
    assert told(jan, "Podobne zagrożenia") == 0
    await marek.say("/ryzyko R-3")
    await marek.tap("🔁 Otwórz ponownie")
    await marek.say("Jednak spór")
    assert told(jan, "Podobne zagrożenia") == 1


# --- what is said after it ----------------------------------------


async def test_words_that_were_not_meant_for_the_description_are_taken_back(
    town: Town, anna: Person, jan: Person
) -> None:
    await reports(anna)
    await anna.say("Droga zamknięta")
    unsay = anna.sees("Dopisałem do R-1")
    await anna.say("dzięki!")
    jan.sees("dzięki!")
    await anna.tap("↩️ To nie do opisu", on=unsay)
    assert (await row(town)).text == "Osuwisko\nDroga zamknięta"
    assert not told(jan, "dzięki!")
    await anna.tap_data("1|risk.unsay||1", on=unsay)
    assert (await row(town)).text == "Osuwisko"
    await anna.tap_data("1|risk.unsay||1", on=unsay)
    anna.sees_toast("Ten przycisk jest już nieaktualny")
    await anna.say("/ryzyko R-1")
    await anna.tap("🕓 Historia")
    history = anna.sees("🕓 Historia:").text
    for line in ("dopisano: „dzięki!”", "cofnięto: „dzięki!”", "cofnięto: „Droga zamknięta”"):
        assert line in history
    async with town.database.transaction() as session:
        assert (await session.get_one(Risk, 1)).folded.endswith("osuwisko")


async def test_nobody_else_takes_back_what_the_reporter_has_said(town: Town, anna: Person, jan: Person) -> None:
    await reports(anna)
    await anna.say("Droga zamknięta")
    await jan.tap_data("1|risk.unsay||1")
    jan.sees_toast("Do tego nie masz uprawnień")
    assert (await row(town)).text == "Osuwisko\nDroga zamknięta"


async def test_the_history_shows_what_was_added_to_a_long_description(town: Town, anna: Person) -> None:
    await reports(anna, "Osuwisko " * 30)
    await anna.say("Droga zamknięta")
    await anna.say("/ryzyko R-1")
    await anna.tap("🕓 Historia")
    assert "opis, dopisano: „Droga zamknięta”" in anna.sees("🕓 Historia:").text


async def test_details_of_the_longest_risk_are_one_message(town: Town, anna: Person) -> None:
    """The hint below the card stays, whatever has to go."""
    await reports(anna, "🙂" * 500)
    async with town.database.transaction() as session:
        [risk] = (await session.exec(select(Risk))).all()
        risk.text, risk.cause, risk.event, risk.effect = "🙂" * 1000, *["🙂" * 300] * 3
    await town.wait(timedelta(minutes=2))
    await anna.tap("➕ Szczegóły")
    before = len(anna.messages)
    await anna.send_photo()
    assert len(anna.messages) == before + 2, "the photo and that it was added; the details change in their place"
    assert not (await every(town, select(Letter).where(Letter.refusal.is_not(None))))  # type: ignore[union-attr]


# --- a list of projects that is longer than a page ----------------------------------------


@pytest.fixture
async def many(town: Town, anna: Person) -> Person:
    await town.has_projects("Niepołomice", *(f"Projekt {number}" for number in range(9)))
    return anna


async def test_a_name_that_is_mistyped_is_no_description(town: Town, many: Person, jan: Person) -> None:
    await many.say("/ryzyko")
    many.sees("Możesz wpisać część nazwy")
    await many.say("Podłęrze")
    await many.tap("P+R Podłęże")
    await many.tap("🔴 Krytyczne")
    many.sees("Opisz krótko")
    await many.say("Osuwisko")
    assert (await row(town)).text == "Osuwisko"


@pytest.mark.parametrize("said", [None, "i błoto"])
async def test_a_word_that_names_nothing_may_be_all_there_is_to_say(
    town: Town, many: Person, jan: Person, said: str | None
) -> None:
    await many.say("/ryzyko")
    await many.say("Osuwisko")
    await many.tap("Projekt 1")
    await many.tap("🔴 Krytyczne")
    assert "Osuwisko" in many.sees("Opisz krótko").text
    await (many.say(said) if said else many.tap("✅ To wystarczy"))
    assert (await row(town)).text == "\n".join(filter(None, ["Osuwisko", said]))


async def test_a_sentence_is_a_description_at_once(town: Town, many: Person, jan: Person) -> None:
    await many.say("/ryzyko")
    await many.say("Zalało plac budowy")
    await many.tap("Projekt 1")
    await many.tap("🔴 Krytyczne")
    assert (await row(town)).text == "Zalało plac budowy"


# --- as the Office has set it ----------------------------------------


async def test_the_steps_are_those_that_the_office_has_set(town: Town, anna: Person, jan: Person) -> None:
    ola = await town.meets("Ola Wilk", Role.OFFICE)
    async with town.database.transaction() as session:
        known = certain(await who_is(session, ola.id))
        rules = Escalation(critical_again=3, critical_director=5, director=known.person.id)
        await escalation.set_rules(session, rules)
    await reports(anna, severity="🔴 Krytyczne")
    counts = []
    for hours in (2, 3, 4, 5):
        await town.move_to(TUESDAY + timedelta(hours=hours))
        counts.append((told(jan, RECALL), told(jan, DIRECTOR), told(ola, DIRECTOR)))
    assert counts == [(0, 0, 0), (1, 0, 0), (1, 0, 0), (1, 0, 1)]


async def test_a_director_who_cannot_be_reached_is_passed_over(town: Town, anna: Person, jan: Person) -> None:
    ola = await town.meets("Ola Wilk", Role.OFFICE)
    await reports(anna, severity="🔴 Krytyczne")
    async with town.database.transaction() as session:
        director = (await session.exec(select(Row).where(Row.telegram_id == jan.id))).one()
        director.unreachable_since = town.clock.now()
    await town.move_to(TUESDAY + timedelta(hours=2))
    assert told(ola, DIRECTOR) == 1
