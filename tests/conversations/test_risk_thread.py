"""Asking about a risk: who may, who hears it, Telegram's own reply, the night, long words beside a file."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, timedelta

import pytest
from sqlmodel import col, select

from bot.playground import Person as Phone
from bot.playground.things import Message
from bot.texts import CAPTION_LIMIT
from handlers.risk.notices import announce
from models.mail.outbox import Letter, State
from models.mail.sender import who_is
from models.people.commune import commune_named
from models.people.permission import Role
from models.risk import case as risk_case
from models.risk import message as risk_message
from models.risk.message import Said
from models.risk.risk import NewRisk, Raised, Severity, Transition, raise_risk
from tests.conftest import TUESDAY, Town, on_both_engines, on_sqlite
from tests.engine.test_queries import counted
from tests.rows import certain, every, loses_roles, telling


@dataclass
class Scene:
    """Anna's risk, of which Jan and Zofia of the Office have the card."""

    town: Town
    anna: Phone
    jan: Phone
    zofia: Phone
    piotr: Phone
    risk: int

    async def thread(self) -> list[Said]:
        async with self.town.database.transaction() as session:
            return await risk_message.thread(session, self.risk)

    async def taken_by(self, phone: Phone) -> None:
        async with self.town.database.transaction() as session:
            of = certain(await risk_case.case(session, self.risk, locked=True))
            known = certain(await who_is(session, phone.id))
            risk_case.move(session, of, Transition.TAKE, by=known.person, now=TUESDAY)

    async def asks(self, phone: Phone, words: str = "Do kiedy?") -> Message:
        """What Anna got of it."""
        await phone.tap("💬 Zapytaj")
        await phone.say(words)
        return self.anna.messages[-1]


@pytest.fixture
async def scene(town: Town) -> AsyncIterator[Scene]:
    jan, zofia = [await town.meets(name, Role.OFFICE) for name in ("Jan Kowalski", "Zofia Malec")]
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    piotr = await town.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    yield Scene(town, anna, jan, zofia, piotr, await raised(town, anna))


async def raised(town: Town, by: Phone) -> int:
    async with telling(town, TUESDAY) as outgoing:
        session = outgoing.session
        home = certain(await commune_named(session, "Niepołomice"))
        known = certain(await who_is(session, by.id))
        new = NewRisk(commune_id=home.id, severity=Severity.CRITICAL, text="Brak decyzji")
        new_one = await raise_risk(session, new, by=known.person, now=TUESDAY - timedelta(hours=2))
        assert isinstance(new_one, Raised)
        of = certain(await risk_case.case(session, new_one.risk.id))
        await announce(outgoing, of)
    town.app.courier.look()
    await town.settled()
    return of.risk.id


# --- who may ----------------------------------------


async def test_only_the_office_asks_and_only_the_other_side_answers(scene: Scene) -> None:
    anna, jan, zofia, piotr = scene.anna, scene.jan, scene.zofia, scene.piotr
    stranger = await scene.town.meets("Ewa Lis", Role.COORDINATOR, "Skawina")
    await stranger.say("/menu")
    await anna.say("/menu")
    ask, reply = f"1|risk.ask||{scene.risk}", "1|risk_thread.reply||1"
    for phone in (anna, piotr, stranger):
        await phone.tap_data(ask)
        phone.sees_toast("nie masz uprawnień")
    await scene.asks(jan)
    for phone in (jan, zofia, piotr, stranger):
        await phone.tap_data(reply)
        phone.sees_toast("nie masz uprawnień")
    await anna.tap("↩️ Odpowiedz")
    await anna.say("Do końca stycznia")
    for phone in (anna, piotr, stranger):
        await phone.tap_data("1|risk_thread.reply||2")
        phone.sees_toast("nie masz uprawnień")
    for data in ("1|risk_thread.reply||99", "1|risk_thread.reply||x", "1|risk.ask||99"):
        await jan.tap_data(data)
        jan.sees_toast("nieaktualny")
    assert [(said.message.text, said.person.name, said.message.answers) for said in await scene.thread()] == [
        ("Do kiedy?", "Jan Kowalski", None), ("Do końca stycznia", "Anna Nowak", 1)
    ]  # fmt: skip


async def test_somebody_of_the_office_is_asked_by_the_others_of_it(scene: Scene) -> None:
    await scene.town.meets("Anna Nowak", Role.OFFICE)
    await scene.anna.say("/menu")
    await scene.anna.tap_data(f"1|risk.ask||{scene.risk}")
    scene.anna.sees_toast("nie masz uprawnień")
    await scene.asks(scene.jan)
    await scene.anna.tap("↩️ Odpowiedz")
    await scene.anna.say("Nie wiem")
    scene.anna.sees("Do: Jan Kowalski")


async def test_nothing_is_asked_about_a_risk_that_is_closed(scene: Scene) -> None:
    async with scene.town.database.transaction() as session:
        of = certain(await risk_case.case(session, scene.risk, locked=True))
        risk_case.move(session, of, Transition.CLOSE, by=of.author, now=TUESDAY)
    await scene.jan.tap("💬 Zapytaj")
    scene.jan.sees_toast("nieaktualny")


async def test_who_has_left_the_commune_neither_answers_nor_is_asked(scene: Scene) -> None:
    question = await scene.asks(scene.jan)
    await scene.anna.tap("↩️ Odpowiedz")
    await scene.jan.tap("💬 Zapytaj")
    await loses_roles(scene.town, scene.anna)
    await scene.anna.say("Za miesiąc")
    scene.anna.sees("nie masz uprawnień")
    await scene.anna.tap("↩️ Odpowiedz")
    scene.anna.sees_toast("nie masz uprawnień")
    await scene.anna.say("Za miesiąc", reply_to=question)
    scene.anna.sees("Wybierz jedną z tych rzeczy")
    await scene.jan.say("A dlaczego?")
    scene.jan.sees("nie ma w zespole")
    await scene.zofia.tap("💬 Zapytaj")
    scene.zofia.sees_toast("nie ma w zespole")
    assert [said.message.text for said in await scene.thread()] == ["Do kiedy?"]


async def test_who_has_changed_the_commune_answers_no_more(scene: Scene) -> None:
    question = await scene.asks(scene.jan)
    await loses_roles(scene.town, scene.anna)
    await scene.town.meets("Anna Nowak", Role.COORDINATOR, "Skawina")
    await scene.anna.say("Za miesiąc", reply_to=question)
    scene.anna.sees("nie masz uprawnień")
    assert len(await scene.thread()) == 1


async def test_who_has_left_the_office_hears_nothing_more(scene: Scene) -> None:
    await scene.town.meets("Ewa Lis", Role.OFFICE)
    await scene.taken_by(scene.zofia)
    await scene.asks(scene.jan)
    await scene.jan.tap("💬 Zapytaj")
    await loses_roles(scene.town, scene.jan)
    await scene.town.meets("Jan Kowalski", Role.SPECIALIST, "Niepołomice")
    await scene.jan.say("I jeszcze jedno")
    scene.jan.sees("nie masz uprawnień")
    scene.jan.reads()
    await scene.anna.tap("↩️ Odpowiedz")
    await scene.anna.say("Do marca")
    scene.anna.sees("Do: Zofia Malec")
    scene.anna.sees_not("Ewa Lis")
    scene.jan.sees_nothing()


async def test_an_answer_is_read_by_the_whole_office_if_those_concerned_have_left(scene: Scene) -> None:
    await scene.asks(scene.jan)
    await loses_roles(scene.town, scene.jan)
    await scene.town.meets("Ewa Lis", Role.OFFICE)
    await scene.anna.tap("↩️ Odpowiedz")
    await scene.anna.say("Do marca")
    scene.anna.sees("Do: Zofia Malec, Ewa Lis")


# --- Telegram's own reply ----------------------------------------


@on_sqlite
async def test_a_reply_of_telegrams_own_needs_no_tap(scene: Scene) -> None:
    question = await scene.asks(scene.jan)
    with counted() as statements:
        await scene.anna.say("Do <marca>", reply_to=question)
    scene.anna.sees("Wysłane ✅ Do: Jan Kowalski")
    answer = scene.jan.sees("Do kiedy?\nDo <marca>")
    await scene.jan.say("Dziękuję", reply_to=answer)
    scene.anna.sees("Dziękuję")
    # to the card, to a message without that button: nothing was meant by it
    for message in (scene.jan.messages[0], scene.jan.messages[-1]):
        await scene.jan.say("Hm", reply_to=message)
        scene.jan.sees("Wybierz jedną z tych rzeczy")
    assert [said.message.text for said in await scene.thread()] == ["Do kiedy?", "Do <marca>", "Dziękuję"]
    assert len(statements) <= 10


async def test_a_reply_answers_the_open_question_if_there_is_one(scene: Scene) -> None:
    question = await scene.asks(scene.jan)
    await scene.anna.say("/nieobecnosc")
    await scene.anna.say("30.11", reply_to=question)
    scene.anna.sees("Do kiedy?")
    assert len(await scene.thread()) == 1


async def test_a_reply_is_no_afterthought_to_a_risk_raised_just_now(scene: Scene) -> None:
    question = await scene.asks(scene.jan)
    await scene.anna.say("/ryzyko Coś innego")
    await scene.anna.tap("🟡")
    scene.anna.sees("zgłoszone")
    await scene.anna.say("Do marca", reply_to=question)
    scene.jan.sees("Do kiedy?\nDo marca")


async def test_a_reply_that_is_too_long_is_asked_for_again_and_its_pieces_are_not_sent(scene: Scene) -> None:
    question = await scene.asks(scene.jan)
    await scene.anna.say("a" * 4500, reply_to=question)
    scene.anna.sees("Za długie")
    assert len(await scene.thread()) == 1
    later = TUESDAY + timedelta(seconds=10)
    scene.town.clock.now = lambda: later
    await scene.anna.say("Krócej: do marca")
    scene.jan.sees("Krócej: do marca")
    assert len(await scene.thread()) == 2


# --- as it is sent ----------------------------------------


@pytest.mark.parametrize(("hour", "is_silent"), [(22, True), (10, False)])
async def test_it_comes_at_once_and_at_night_without_a_sound(scene: Scene, hour: int, is_silent: bool) -> None:
    moment = TUESDAY.replace(hour=hour).astimezone(UTC)
    scene.town.clock.now = lambda: moment
    await scene.asks(scene.jan)
    await scene.anna.tap("↩️ Odpowiedz")
    await scene.anna.send_voice()
    newest = await every(scene.town, select(Letter).order_by(col(Letter.id).desc()))
    written = [letter for letter in newest if "risk_thread.reply" in str(letter.arguments)]
    assert [letter.method for letter in written] == ["send_voice", "send_message"]
    for letter in written:
        assert letter.state is State.SENT and letter.arguments.get("disable_notification", False) is is_silent


@pytest.mark.parametrize("length", [200, 990])
async def test_words_too_long_for_a_caption_come_before_the_file(scene: Scene, length: int) -> None:
    await scene.jan.tap("💬 Zapytaj")
    await scene.jan.send_document("pismo.pdf", b"%PDF", caption="a" * length)
    last, before = scene.anna.messages[-1], scene.anna.messages[0]
    assert last.content["document"]["file_name"] == "pismo.pdf" and last.buttons[0][0]["text"] == "↩️ Odpowiedz"
    with_words = last if length < CAPTION_LIMIT - 100 else before
    assert "a" * length in with_words.text and "pyta o R-1" in with_words.text
    assert scene.anna.files[-1].data == b"%PDF"


async def test_each_reads_it_in_their_own_language(scene: Scene) -> None:
    john = await scene.town.meets("John Smith", Role.COORDINATOR, "Niepołomice", language="en")
    await raised(scene.town, john)
    await scene.jan.tap("💬 Zapytaj")
    await scene.jan.say("Od kiedy?")
    john.sees("Jan Kowalski (Office) asks about R-2")
    await john.tap("↩️ Reply")
    await john.say("Since May")
    scene.jan.sees("John Smith odpowiada w sprawie R-2 · Niepołomice · cała gmina")


@on_both_engines
async def test_the_number_of_queries_does_not_grow_with_the_thread_and_the_office(scene: Scene) -> None:
    counts = []
    for number in range(12):
        await scene.town.meets(f"Biuro{number} Osoba", Role.OFFICE)
        with counted() as statements:
            await scene.jan.tap("💬 Zapytaj")
            await scene.jan.say(f"Pytanie {number}")
            await scene.anna.tap("↩️ Odpowiedz")
            await scene.anna.say("Odpowiedź")
        counts.append(len(statements))
    assert counts[0] == counts[-1] <= 48
