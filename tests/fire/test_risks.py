"""Risks under fire: everything at once, twice, too long, forged, from two phones at the same instant."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from bot.conversation.buttons import Tap
from bot.playground import Person
from bot.playground.media import photo_content
from bot.playground.people import PIXEL
from bot.playground.wording import caption_content
from bot.texts import MESSAGE_LIMIT, units
from handlers.risk.views import Ask, Details, Files, HandOn, History, Move, Rate, Show
from models.mail.outbox import Letter
from models.people.permission import Role
from models.people.person import Person as Row
from models.risk import case as risk_case
from models.risk.event import Kind, RiskEvent
from models.risk.risk import Risk, RiskAttachment, State, Transition
from models.risk.treatment import Treatment
from tests.conftest import Town, on_postgresql, where_it_races
from tests.fire.test_groups import gathers, said_in
from tests.fire.test_text import strict as strict
from tests.rows import certain, every

SENTENCE = "Brak <b>decyzji</b> & \"mapy\" <a href='x'>&lt; 🌧"


@pytest.fixture
async def anna(strict: Town) -> Person:
    await strict.has_projects("Niepołomice", "P+R Podłęże", "Trasa rowerowa")
    return await strict.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")


@pytest.fixture
async def jan(strict: Town) -> Person:
    return await strict.meets("Jan Kowalski", Role.OFFICE)


async def risks(town: Town) -> list[Risk]:
    return await every(town, select(Risk).order_by(col(Risk.id)))


async def attached(town: Town, risk: Risk) -> list[str]:
    async with town.database.transaction() as session:
        found = select(RiskAttachment.kind).where(RiskAttachment.risk_id == risk.id)
        return list((await session.exec(found.order_by(col(RiskAttachment.id)))).all())


async def events(town: Town) -> list[tuple[Kind, str | None, str | None]]:
    found = await every(town, select(RiskEvent).order_by(col(RiskEvent.id)))
    return [(event.kind, event.before, event.after) for event in found]


OF_RISKS = ("risk", "risk_attachment", "risk_event", "screen", "risk_action", "risk_message", "dialog")


async def all_of_them(town: Town) -> dict[str, list[Any]]:
    """Every row about risks, and every dialog."""
    async with town.database.transaction() as session:
        connection = await session.connection()
        tables = [SQLModel.metadata.tables[name] for name in OF_RISKS]
        return {table.name: list((await connection.execute(table.select())).all()) for table in tables}


async def letters(town: Town) -> int:
    """How many messages were ever owed."""
    return len(await every(town, select(Letter.id)))


async def reports(anna: Person, words: str = SENTENCE, severity: str = "🔴 Krytyczne") -> None:
    await anna.say(f"/ryzyko {words}")
    await anna.tap("P+R Podłęże")
    await anna.tap(severity)


@contextmanager
def offline(town: Town) -> Iterator[None]:
    """What is done meanwhile waits on the phones, and arrives all together."""
    settle = town.world.settle

    async def later() -> None:
        """Nothing has arrived."""

    town.world.settle = later
    yield
    town.world.settle = settle


# --- everything at once ----------------------------------------


@where_it_races
async def test_what_a_phone_sends_at_once_after_the_command_is_one_risk(
    strict: Town, anna: Person, jan: Person
) -> None:
    """Ten messages: nothing of them is lost, in their order."""
    with offline(strict):
        await anna.say("/ryzyko")
        await anna.say("Osuwisko na trasie")
        await anna.send_photo()
        await anna.send_photo("widok z drogi")
        await anna.send_voice()
        await anna.say("Droga zamknięta")
        await anna.send_document("mapa.pdf", b"%PDF-1.4", "mapa")
        await anna.send_location(50.03, 20.21)
        await anna.send_sticker()
        await anna.send_voice(caption="i jeszcze to")
    await strict.settled()
    await anna.tap("Trasa rowerowa")
    await anna.tap("🔴 Krytyczne")
    anna.sees("Zagrożenie R-1 zgłoszone")
    [risk] = await risks(strict)
    assert risk.text.split("\n") == [
        "Osuwisko na trasie", "widok z drogi", "Droga zamknięta", "mapa", "50.03000, 20.21000", "i jeszcze to",
    ]  # fmt: skip
    assert await attached(strict, risk) == ["photo", "photo", "voice", "document", "voice"]
    assert "50.03000" in jan.sees("R-1").text


@where_it_races
async def test_what_a_phone_sends_at_once_after_the_last_question_is_one_risk(
    strict: Town, anna: Person, jan: Person
) -> None:
    """The first of it is the answer, the rest belongs to it; the Office has one card of all of it."""
    for step in ("/ryzyko", "Trasa rowerowa", "🟠 Poważne"):
        await (anna.say(step) if step.startswith("/") else anna.tap(step))
    with offline(strict):
        for number in range(4):
            await anna.say(f"Zdanie {number}")
            await anna.send_photo()
        await anna.send_voice()
        await anna.say("Koniec")
    await strict.settled()
    [risk] = await risks(strict)
    assert risk.text.split("\n") == [*(f"Zdanie {number}" for number in range(4)), "Koniec"]
    assert await attached(strict, risk) == ["photo"] * 4 + ["voice"]
    [card] = [message for message in jan.messages if "R-1" in message.text]
    assert "Koniec" in card.text
    added = [message.buttons for message in anna.messages if "Dopisałem do R-1" in message.text]
    assert sorted(len(buttons) for buttons in added) == [0, 1], "once for files, once for words"


async def test_an_album_with_a_caption_is_one_risk(strict: Town, anna: Person, jan: Person) -> None:
    """Only its first photo has the caption."""
    for number in range(3):
        file = strict.world.store("photo", "photo.png", "image/png", PIXEL)
        content = photo_content(file) | caption_content("Ryzyko: osuwisko" if number == 0 else "")
        photo = strict.world.post(anna.chat, anna.user, content, album="77")
        strict.world.updates.push("message", photo.json())
    await strict.settled()
    await anna.tap("Trasa rowerowa")
    await anna.tap("🔴 Krytyczne")
    [risk] = await risks(strict)
    assert (risk.text, await attached(strict, risk)) == ("osuwisko", ["photo"] * 3)
    jan.sees("osuwisko")


@where_it_races
async def test_the_command_twice_at_once_loses_no_word(strict: Town, anna: Person) -> None:
    """Written once more because nothing came; or the photo has the word in its caption too."""
    with offline(strict):
        await anna.say("/ryzyko Osuwisko")
        await anna.send_photo("Ryzyko: tak wygląda")
        await anna.say("/ryzyko Most zamknięty")
    await strict.settled()
    await anna.tap("Trasa rowerowa")
    await anna.tap("🔴 Krytyczne")
    kept = "\n".join(risk.text for risk in await risks(strict))
    for words in ("Osuwisko", "tak wygląda", "Most zamknięty"):
        assert words in kept, words


async def test_what_came_with_words_said_before_is_kept_with_the_risk_that_stands(
    strict: Town, anna: Person, jan: Person
) -> None:
    """The same words, now with a photo: it is the same risk, and it has the photo."""
    await reports(anna, "Osuwisko")
    await strict.wait(timedelta(minutes=2))
    await anna.send_photo("ryzyko OSUWISKO")
    await anna.tap("P+R Podłęże")
    await anna.tap("🔴 Krytyczne")
    await anna.tap("To samo")
    [risk] = await risks(strict)
    assert (risk.text, await attached(strict, risk)) == ("Osuwisko", ["photo"])
    jan.sees("📎 1 załącznik")


@pytest.mark.parametrize("pause", [timedelta(seconds=11), timedelta(days=2)], ids=str)
async def test_a_report_that_was_not_finished_is_no_part_of_the_next_one(
    strict: Town, anna: Person, jan: Person, pause: timedelta
) -> None:
    """Not even if something else was done meanwhile, a moment before; it waits, and can be finished."""
    await anna.say("/ryzyko Burmistrz nie chce podpisać")
    await strict.wait(pause)
    await anna.say("/pomoc")
    await anna.say("/ryzyko Osuwisko")
    await anna.tap("P+R Podłęże")
    await anna.tap("🔴 Krytyczne")
    assert "Burmistrz" not in jan.sees("R-1").text
    anna.sees("Odłożone na bok: zgłoszenie zagrożenia.")
    await anna.tap("↩️ Wróć")
    await anna.tap("Trasa rowerowa")
    await anna.tap("🟠 Poważne")
    assert [risk.text for risk in await risks(strict)] == ["Osuwisko", "Burmistrz nie chce podpisać"]


async def test_the_same_words_about_a_risk_that_was_withdrawn_are_a_new_one(
    strict: Town, anna: Person, jan: Person
) -> None:
    await reports(anna)
    await anna.tap("↩️ Wycofaj")
    await anna.tap("Pomiń")
    await strict.wait(timedelta(minutes=1))
    await reports(anna)
    anna.sees("Zagrożenie R-2 zgłoszone")
    jan.sees("R-2")


async def test_the_same_words_about_a_risk_that_ends_while_one_is_asked_are_a_new_one(
    strict: Town, anna: Person, jan: Person
) -> None:
    await reports(anna)
    await strict.wait(timedelta(minutes=1))
    await reports(anna)
    anna.sees("Czy to jest to samo?")
    await jan.tap("✅ Zamknij")
    await jan.tap("Pomiń")
    await anna.tap("To samo")
    anna.sees("Zagrożenie R-2 zgłoszone")
    assert [risk.state for risk in await risks(strict)] == [State.CLOSED, State.REPORTED]


@on_postgresql
async def test_what_follows_while_somebody_takes_it_shows_nobody_that_nobody_has(
    strict: Town, anna: Person, jan: Person
) -> None:
    """Anna's second sentence waits for Jan's tap to be written, then everybody's card is drawn."""
    ola = await strict.meets("Ola Wilk", Role.OFFICE)
    await reports(anna)
    async with strict.database.transaction() as session:
        of = certain(await risk_case.case(session, 1, locked=True))
        somebody = (await session.exec(select(Row).where(Row.name == "Jan Kowalski"))).one()
        with offline(strict):
            await anna.say("Droga zamknięta")
        await asyncio.sleep(0.3)
        risk_case.move(session, of, Transition.TAKE, by=somebody, now=strict.clock.now())
    await strict.settled()
    assert "Droga zamknięta" in ola.sees("Przyjmuje: Jan Kowalski").text


# --- what is written ----------------------------------------


async def test_markup_in_a_risk_is_shown_as_typed(strict: Town, anna: Person, jan: Person) -> None:
    """On the question, on every card, in the history, in the toast and in the news of the reporter."""
    await anna.say(f"/ryzyko {SENTENCE}")
    assert SENTENCE in anna.sees("Czego dotyczy?").text
    await anna.tap("P+R Podłęże")
    assert SENTENCE in anna.sees("Jak poważne?").text
    await anna.tap("🔴 Krytyczne")
    assert SENTENCE in jan.sees("R-1").text
    await jan.tap("👀 Przyjmuję")
    await jan.tap("✅ Zamknij")
    await jan.say(f"Koniec: {SENTENCE}")
    assert f"Koniec: {SENTENCE}" in anna.sees("Zamknięte").text
    await jan.tap_data(Move(risk=1, move=Transition.TAKE).pack())
    jan.sees_toast(f"Koniec: {SENTENCE}")
    await anna.say("/ryzyko r-1")
    assert f"Koniec: {SENTENCE}" in anna.sees("od: Anna Nowak").text
    await anna.tap("🕓 Historia")
    assert f"Koniec: {SENTENCE}" in anna.sees("Historia:").text


@pytest.mark.parametrize("length", [1000, 1001, 4096, 4097, 5000, 9000])
async def test_a_text_that_is_too_long_is_refused_as_a_whole(strict: Town, anna: Person, length: int) -> None:
    """After the command, in answer to a question, when something was said already; a phone sends it in pieces."""
    fits = length <= 1000
    text = "a" * length
    await anna.say("/ryzyko " + text)
    assert sum("Za długie" in message.text for message in anna.news) == (0 if fits else 1)
    await strict.wait(timedelta(seconds=20))
    if not fits:
        assert not any("aa" in message.text for message in anna.news), "the last piece is no description"
    await anna.tap("Trasa rowerowa")
    if not fits:
        await anna.say(text)
        await strict.wait(timedelta(seconds=20))
        assert not any("aa" in message.text for message in anna.news)
    await anna.tap("🔴 Krytyczne")
    if not fits:
        await anna.say(text)
        anna.sees("Za długie")
        await strict.wait(timedelta(seconds=20))
        await anna.say("Krótko")
    [risk] = await risks(strict)
    assert risk.text == (text if fits else "Krótko")


@pytest.mark.parametrize("sign", ["ż", "🙂", "&"], ids=["letters", "emoji", "entities"])
async def test_a_card_at_its_longest_is_one_message_that_changes_in_its_place(
    strict: Town, anna: Person, jan: Person, sign: str
) -> None:
    """Names, description, cause, event, effect, reasons and actions as long as they may be."""
    async with strict.database.transaction() as session:
        await session.exec(sa.text("UPDATE project SET name = :name"), params={"name": sign * 200})  # type: ignore[call-overload]
        await session.exec(sa.text("UPDATE person SET name = :name"), params={"name": sign * 100})  # type: ignore[call-overload]
    ola = await strict.meets("Ola Wilk", Role.OFFICE)
    await strict.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await anna.say("/ryzyko " + sign * 1000)
    await anna.tap(sign)
    await anna.tap("🟠 Poważne")
    async with strict.database.transaction() as session:
        [risk] = (await session.exec(select(Risk))).all()
        risk.cause = risk.event = risk.effect = sign * 300
        session.add_all(Treatment(risk_id=risk.id, text=sign * 300, due=strict.clock.now().date()) for _ in range(20))
    await jan.tap("👀 Przyjmuję")
    [card] = [message for message in ola.messages if "R-1" in message.text]
    assert "Przyjmuje" in card.text and units(card.text) <= MESSAGE_LIMIT
    await jan.tap("🤝 Akceptuję")
    await jan.say(sign * 300)
    [card] = [message for message in ola.messages if "R-1" in message.text]
    assert "Zaakceptowane" in card.text and "🔁" in str(card.buttons)


async def test_a_sticker_is_no_answer(strict: Town, anna: Person) -> None:
    await anna.send_sticker()
    for step in ("/ryzyko", "P+R Podłęże", "🔴 Krytyczne", "Powódź", "↩️ Wycofaj"):
        await (anna.tap(step) if step != "/ryzyko" and step != "Powódź" else anna.say(step))
        await anna.send_sticker()
        anna.sees("Tego nie umiem zapisać")
    await anna.tap("Pomiń")
    [risk] = await risks(strict)
    assert (risk.text, risk.state, await attached(strict, risk)) == ("Powódź", State.WITHDRAWN, [])


# --- in a group ----------------------------------------


async def test_a_risk_is_raised_in_private_only(strict: Town, anna: Person, jan: Person) -> None:
    """In a group the command is answered with the way to the bot; what is said about risks there stays there."""
    await reports(anna, "Tajne osuwisko")
    await jan.tap("👀 Przyjmuję")
    chat = await gathers(strict, anna, jan)
    before = await all_of_them(strict)
    for words in ("/ryzyko Powódź", "/ryzyko@obwarzanek_bot R-1", "/risk R-1"):
        await anna.say(words, to=chat)
        await strict.wait(timedelta(hours=2))
    await anna.send_photo("ryzyko Powódź", to=chat)
    await anna.send_photo("/ryzyko@obwarzanek_bot Powódź", to=chat)
    await anna.say("Powódź", to=chat)
    said = said_in(chat, strict)
    assert said and all("w cztery oczy" in message.text for message in said)
    assert "osuwisko" not in "".join(message.text for message in said)
    assert await all_of_them(strict) == before


# --- what no keyboard offers ----------------------------------------


@pytest.mark.parametrize(
    ("name", "role", "commune"),
    [
        ("Marek Wilga", Role.COORDINATOR, "Skawina"),
        ("Ewa Lis", Role.SPECIALIST, "Niepołomice"),
        ("Piotr Zając", Role.CHAIR, "Niepołomice"),
        ("Ola Wilk", Role.OFFICE, None),
        ("Anna Nowak", Role.COORDINATOR, "Niepołomice"),
    ],
)
async def test_forged_taps_do_no_more_than_the_keyboard(
    strict: Town, anna: Person, name: str, role: Role, commune: str | None
) -> None:
    """What is not on the person's own card changes nothing and shows nothing, in whichever state the risk is."""
    who = await strict.meets(name, role, commune)
    await reports(anna, "Tajne osuwisko")
    for state in State:
        async with strict.database.transaction() as session:
            [risk] = (await session.exec(select(Risk))).all()
            risk.state, risk.taken_by_id = state, None
        await who.say("/ryzyko R-1")
        offered = {button["callback_data"] for m in who.news for row in m.buttons for button in row}
        await who.say("/menu")
        card = who.messages[-1]
        forged: list[Tap] = [Move(risk=1, move=move) for move in Transition]
        forged += [Ask(risk=1), Details(risk=1), Rate(risk=1), HandOn(risk=1), History(risk=1), Files(risk=1)]
        forged += [Show(risk=1)]
        for tap in forged:
            if tap.pack() in offered or (offered and isinstance(tap, Show | Files)):
                continue
            before = await all_of_them(strict)
            await who.tap_data(tap.pack(), on=card)
            assert who.toast, tap
            assert await all_of_them(strict) == before, tap
            assert "Tajne" not in "".join(m.text for m in who.news) or offered, tap


# --- two at once ----------------------------------------


@where_it_races
async def test_of_two_phones_that_take_it_at_once_one_wins_and_both_see_who(
    strict: Town, anna: Person, jan: Person
) -> None:
    ola = await strict.meets("Ola Wilk", Role.OFFICE)
    piotr = await strict.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    await reports(anna)
    data = Move(risk=1, move=Transition.TAKE).pack()
    cards = {who: who.sees("R-1") for who in (jan, ola)}
    taps = [strict.world.tap(who.user, card, data) for who, card in cards.items()]
    await strict.settled()
    [risk] = await risks(strict)
    assert [kind for kind, _, _ in await events(strict)] == [Kind.RAISED, Kind.STATE]
    async with strict.database.transaction() as session:
        winner = certain(await session.get(Row, risk.taken_by_id))
    assert winner.name in ("Jan Kowalski", "Ola Wilk")
    taken = f"Przyjmuje: {winner.name}"
    for tap in taps:
        assert taken in str((tap.answer or {}).get("text"))
    for who in (jan, ola, piotr):
        [*_, card] = [message for message in who.messages if "R-1" in message.text]
        assert taken in card.text and "👀 Przyjmuję" not in str(card.buttons)
    assert sum("Przyj" in message.text for message in anna.messages) == 1


@where_it_races
async def test_who_is_asked_for_a_reason_meanwhile_sees_who_was_faster(strict: Town, anna: Person, jan: Person) -> None:
    ola = await strict.meets("Ola Wilk", Role.OFFICE)
    await reports(anna)
    await jan.tap("✅ Zamknij")
    await ola.tap("✅ Zamknij")
    await ola.say("Po wszystkim")
    await jan.say("Nieaktualne")
    assert "Po wszystkim" in jan.sees("Zamknięte: Ola Wilk").text
    assert (await events(strict))[1:] == [(Kind.STATE, "reported", "closed")]


# --- once more ----------------------------------------


@pytest.fixture
async def delivered(strict: Town, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[dict[str, Any]]]:
    """All that Telegram has handed over."""
    found: list[dict[str, Any]] = []
    push = strict.world.updates.push

    def noted(kind: str, payload: dict[str, Any]) -> None:
        push(kind, payload)
        found.append(deepcopy(strict.world.updates.pending[-1]))

    monkeypatch.setattr(strict.world.updates, "push", noted)
    yield found


@where_it_races
async def test_what_is_delivered_again_raises_nothing_twice(
    strict: Town, anna: Person, jan: Person, delivered: list[dict[str, Any]]
) -> None:
    await reports(anna)
    await anna.send_photo("widok")
    await jan.tap("👀 Przyjmuję")
    await jan.tap("✅ Zamknij")
    await jan.say("Po wszystkim")
    before = await all_of_them(strict), await letters(strict)
    assert len(delivered) == 7
    handed_over = strict.world.updates.last_id
    for restarts in (False, True):
        strict.world.updates.pending.extend(deepcopy(delivered))
        if restarts:
            await strict.restart()
        strict.world.updates.release()
        await strict.settled()
    assert strict.world.updates.last_id == handed_over
    assert (await all_of_them(strict), await letters(strict)) == before


async def test_the_eleventh_within_an_hour_waits_with_all_that_was_said(strict: Town, anna: Person) -> None:
    for number in range(10):
        await reports(anna, f"Osuwisko {number}")
    await reports(anna, "Jedenaste")
    anna.sees("Kolejne przyjmę o 11:00")
    await strict.wait(timedelta(minutes=59))
    await anna.tap("🔁 Zgłoś teraz")
    anna.sees("Kolejne przyjmę o 11:00")
    assert len(await risks(strict)) == 10
    await strict.wait(timedelta(minutes=1))
    await anna.tap("🔁 Zgłoś teraz")
    anna.sees("Zagrożenie R-11 zgłoszone")
    assert [risk.text for risk in await risks(strict)][-1] == "Jedenaste"
