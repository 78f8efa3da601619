"""Who has taken a risk gives it back or hands it on; what was sent with a risk stands on its card."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.playground import Person
from handlers.risk.views import HandOn, Move
from models.mail.outbox import Letter
from models.mail.outbox import State as Owed
from models.people.permission import Role
from models.people.person import Person as Row
from models.risk.event import Kind
from models.risk.risk import State, Transition
from tests.conftest import Town, where_it_races
from tests.fire.dst import at
from tests.fire.test_risk_news import leaves
from tests.fire.test_risks import all_of_them, events, reports, risks
from tests.fire.test_risks import anna as anna
from tests.fire.test_risks import jan as jan
from tests.fire.test_text import strict as strict


async def holds(strict: Town, anna: Person, jan: Person) -> Person:
    """Jan has taken Anna's risk; Ola is of the Office, too."""
    ola = await strict.meets("Ola Wilk", Role.OFFICE)
    await reports(anna, "Osuwisko")
    await jan.tap("👀 Przyjmuję")
    return ola


async def test_only_who_has_taken_it_gives_it_back_or_hands_it_on(strict: Town, anna: Person, jan: Person) -> None:
    ola = await holds(strict, anna, jan)
    piotr = await strict.meets("Piotr Zając", Role.CHAIR, "Niepołomice")
    taps = (Move(risk=1, move=Transition.GIVE_BACK), HandOn(risk=1))
    assert "Przekaż" in str(jan.sees("Przyjmuje: Jan Kowalski").buttons)
    assert "Przekaż" not in str(ola.sees("Przyjmuje: Jan Kowalski").buttons)
    before = await all_of_them(strict)
    for who in (ola, piotr, anna):
        await who.say("/menu")
        for tap in taps:
            await who.tap_data(tap.pack())
            who.sees_toast("Do tego nie masz uprawnień")
    assert await all_of_them(strict) == before
    await jan.tap("👉 Przekaż")
    await jan.tap("Ola Wilk")
    for tap in taps:
        await jan.tap_data(tap.pack())
        jan.sees_toast("Do tego nie masz uprawnień")
    await ola.tap("↩️ Oddaję")
    await ola.tap_data(taps[0].pack())
    ola.sees_toast("oddaje: Ola Wilk")


async def test_nobody_hands_it_to_somebody_who_has_left_meanwhile(strict: Town, anna: Person, jan: Person) -> None:
    ola = await holds(strict, anna, jan)
    await strict.meets("Iga Gil", Role.OFFICE)
    await jan.tap("👉 Przekaż")
    await leaves(strict, ola, Role.OFFICE)
    await jan.tap("Ola Wilk")
    jan.sees_toast("nieaktualny")
    [risk] = await risks(strict)
    assert risk.taken_by_id is not None
    await jan.tap("Iga Gil")
    jan.sees("Przyjmuje: Iga Gil")


async def test_a_risk_closed_meanwhile_is_not_handed_on(strict: Town, anna: Person, jan: Person) -> None:
    ola = await holds(strict, anna, jan)
    await jan.tap("👉 Przekaż")
    await ola.tap("✅ Zamknij")
    await ola.say("Po wszystkim")
    await jan.tap("Ola Wilk")
    jan.sees_toast("nieaktualny")
    assert [kind for kind, _, _ in await events(strict)] == [Kind.RAISED, Kind.STATE, Kind.STATE]


async def test_whom_it_is_handed_to_in_the_evening_hears_of_it_in_the_morning(
    strict: Town, anna: Person, jan: Person
) -> None:
    """Until then what they have says where the card is."""
    ola = await strict.meets("Ola Wilk", Role.OFFICE)
    await anna.say("/ryzyko Gmina zwleka")
    await anna.tap("P+R Podłęże")
    await anna.tap("🟠 Poważne")
    await jan.tap("👀 Przyjmuję")
    await strict.move_to(at("2026-11-24 20:00"))
    await jan.tap("👉 Przekaż")
    await jan.tap("Ola Wilk")
    assert "przekazuje Ci" not in "".join(message.text for message in ola.messages)
    await ola.tap("🔎 Karta", on=ola.sees("Aktualna karta jest niżej"))
    assert "↩️ Oddaję" in str(ola.sees("Przyjmuje: Ola Wilk").buttons)
    await strict.move_to(at("2026-11-25 8:00"))
    assert "↩️ Oddaję" in str(ola.sees("Jan Kowalski przekazuje Ci").buttons)


async def test_what_is_given_back_waits_from_then_on(strict: Town, anna: Person, jan: Person) -> None:
    """For another hour; the director's turn comes after it."""
    ola = await holds(strict, anna, jan)
    await strict.wait(timedelta(hours=5))
    await jan.tap("↩️ Oddaję")
    [risk] = await risks(strict)
    assert (risk.state, risk.taken_by_id, risk.taken_at, risk.steps) == (State.REPORTED, None, None, 0)
    await strict.wait(timedelta(minutes=59))
    assert "Kto przyjmie?" in ola.sees("Osuwisko").text
    await strict.wait(timedelta(minutes=1))
    ola.sees("Nikt jeszcze nie przyjął")
    await strict.wait(timedelta(hours=1))
    jan.sees("Do dyrektora Biura")
    for phone in (jan, ola):
        assert sum("👀 Przyjmuję" in str(message.buttons) for message in phone.messages) == 1


@where_it_races
async def test_given_back_and_handed_on_at_once_one_of_them_is_done(strict: Town, anna: Person, jan: Person) -> None:
    """By the same person, from the card and from the question; the history has one of them."""
    ola = await holds(strict, anna, jan)
    card = jan.sees("Przyjmuje: Jan Kowalski")
    await jan.tap("👉 Przekaż")
    await asyncio.gather(jan.tap("↩️ Oddaję", on=card), jan.tap("Ola Wilk"))
    [risk] = await risks(strict)
    async with strict.database.transaction() as session:
        taker = await session.get(Row, risk.taken_by_id) if risk.taken_by_id is not None else None
    kinds = [kind for kind, _, _ in await events(strict)][2:]
    if taker is None:
        assert (risk.state, kinds) == (State.REPORTED, [Kind.STATE])
    else:
        assert (risk.state, taker.name, kinds) == (State.TAKEN, "Ola Wilk", [Kind.HANDED_ON])
    state = "Czeka na przyjęcie" if taker is None else "Przyjmuje: Ola Wilk"
    for phone in (jan, ola):
        assert state in [message for message in phone.messages if "Osuwisko" in message.text][-1].text


# --- a photo on the card ----------------------------------------


@pytest.mark.parametrize("length", [100, 800, 990])
async def test_a_photo_stands_on_the_card_where_the_words_fit_below_it(
    strict: Town, anna: Person, jan: Person, length: int
) -> None:
    """It changes in its place whatever is added; what does not fit any more gives way, the description first."""
    words = "Osuwisko " * (length // 9)
    await anna.send_photo(f"ryzyko {words}")
    await anna.tap("P+R Podłęże")
    await anna.tap("🔴 Krytyczne")
    fits = length < 900
    card = jan.sees("Osuwisko")
    assert ("photo" in card.content) == fits
    assert ("📎 1 załącznik" in str(card.buttons)) != fits
    await jan.tap("👀 Przyjmuję")
    for label, text in (("Przyczyna", "p" * 290), ("Skutek", "s" * 290)):
        await jan.tap("➕ Szczegóły")
        await jan.tap(label)
        await jan.say(text)
    await jan.tap("🔧 Działamy", on=next(message for message in jan.messages if "🔧" in str(message.buttons)))
    shown = next(message for message in jan.messages if "Osuwisko" in message.text)
    assert ("photo" in shown.content) == fits
    for part in ("Osuwisko", "Przyjmuje: Jan Kowalski", "🔧 Działamy", "p" * 290):
        assert part in shown.text
    async with strict.database.transaction() as session:
        assert not (await session.exec(select(Letter).where(Letter.state == Owed.REFUSED))).all()
