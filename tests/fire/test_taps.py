"""Rule 4 over the network, with the bot at work: taps that come twice, late, in a storm or from nowhere."""

import asyncio
from typing import Any

from sqlmodel import select

from bot.conversation.buttons import Choice
from bot.playground import Person
from bot.playground.updates import KINDS as EVERY_KIND
from handlers.status.views.answer import Same
from models.mail.inbox import InboxUpdate
from models.people.permission import Role
from models.status.answer import Light, StatusAnswer
from tests.conftest import Town, on_both_engines, where_it_races
from tests.fire.fixtures import FRIDAY
from tests.rows import every

STALE = "Ten przycisk jest już nieaktualny."
HUGE = 2**31


async def failures(town: Town) -> list[str | None]:
    return [row.failure for row in await every(town, select(InboxUpdate)) if row.failure]


async def answers(town: Town) -> int:
    return len(await every(town, select(StatusAnswer)))


async def at_work(town: Town) -> Person:
    """Anna is asked how her commune's projects stand."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa", "Park")
    await town.move_to(FRIDAY)
    return anna


async def goes_on_answering(town: Town, anna: Person) -> None:
    await anna.say("/menu")
    anna.sees("Co robimy?")
    assert await failures(town) == []


@on_both_engines
async def test_numbers_that_no_database_holds(town: Town) -> None:
    anna = await at_work(town)
    await anna.tap("✏️ Wypełnij")
    first = next(b["callback_data"] for row in anna.sees("zmieniło").buttons for b in row if "Trasa" in b["text"])
    stamp = first.split("|")[2]
    for number in (HUGE, -HUGE, 10**40):
        for data in (
            f"1|status.same||{number}", f"1|dialog.back||{number}", f"1|access.admit||{number}",
            f"1|choice|{number}.1||g", f"1|page|{stamp}|{number}",
        ):  # fmt: skip
            await anna.tap_data(data)
            anna.sees_toast(STALE)
    await goes_on_answering(town, anna)


@where_it_races
async def test_the_same_tap_twice_at_once(town: Town) -> None:
    """Of a button that stays, and of one that belongs to a question: the second tap finds it answered."""
    anna = await at_work(town)
    await anna.tap("✏️ Wypełnij")
    await anna.tap("Park")
    await anna.tap("🟢")
    await anna.tap("Trasa")
    asked = anna.sees("Trasa · pierwszy raz")
    green = next(b["callback_data"] for row in asked.buttons for b in row if "🟢" in b["text"])
    taps = [town.world.tap(anna.user, asked, green) for _ in range(5)]
    await town.settled()
    assert [bool(tap.answer and tap.answer.get("text")) for tap in taps] == [False, True, True, True, True]
    summary = next(message for message in anna.messages if "Co się zmieniło?" in message.text)
    send = next(b["callback_data"] for row in summary.buttons for b in row if "Wyślij" in b["text"])
    taps = [town.world.tap(anna.user, summary, send) for _ in range(5)]
    await town.settled()
    assert [bool(tap.answer and tap.answer.get("text")) for tap in taps] == [False, True, True, True, True]
    assert await answers(town) == 1
    await goes_on_answering(town, anna)


def tapped(town: Town, anna: Person, **how: Any) -> dict[str, Any]:
    """A tap that comes in another way than on a message Telegram shows."""
    town.world.updates.allowed = EVERY_KIND
    query = town.world.tap(anna.user, anna.messages[-1], "")
    payload: dict[str, Any] = town.world.updates.pending.pop()["callback_query"]
    payload = {name: value for name, value in payload.items() if name not in ("message", "data")} | how
    town.world.updates.push("callback_query", payload)
    anna._query = query
    return payload


async def test_a_tap_on_a_message_that_telegram_does_not_show(town: Town) -> None:
    """Too old, or deleted meanwhile: the question can be answered nevertheless, in the messages that follow."""
    anna = await at_work(town)
    prompt = anna.messages[-1]
    old = {"message_id": prompt.id, "chat": prompt.chat.json(), "date": 0}
    fill = prompt.buttons[1][0]["callback_data"]
    tapped(town, anna, message=old, data=fill)
    await town.settled()
    asked = anna.sees("Co się zmieniło?")
    for label, seen in (("Trasa", "Trasa · pierwszy raz"), ("🟢", "🟢 Trasa"), ("Wyślij", "Park · pierwszy raz")):
        data = next(b["callback_data"] for row in asked.buttons for b in row if label in b["text"])
        town.world.delete(asked)
        tapped(town, anna, message=old | {"message_id": asked.id}, data=data)
        await town.settled()
        asked = anna.sees(seen)
    await goes_on_answering(town, anna)


async def test_a_tap_without_a_message(town: Town) -> None:
    """On what somebody sent by way of the bot, or on a game: the bot makes neither."""
    anna = await at_work(town)
    same = anna.messages[-1].buttons[0][0]["callback_data"]
    for how in ({"inline_message_id": "AAA", "data": same}, {"inline_message_id": "AAA", "game_short_name": "chess"}):
        tapped(town, anna, **how)
        await town.settled()
        anna.sees_toast(STALE)
    prompt = anna.messages[-1]
    tapped(town, anna, message=prompt.json(), game_short_name="chess")
    await town.settled()
    anna.sees_toast(STALE)
    assert await answers(town) == 0
    await goes_on_answering(town, anna)


@where_it_races
async def test_a_storm_of_taps(town: Town) -> None:
    """A hundred taps of five people on each other's buttons at once: each is answered, each commune has its own."""
    anna = await at_work(town)
    others = [await town.meets(f"{name} Mak", Role.COORDINATOR, "Skawina") for name in ("Ewa", "Ola", "Jan", "Iza")]
    await town.has_projects("Skawina", "Most")
    same = anna.messages[-1].buttons[0][0]["callback_data"]
    stolen = [same, Same(obligation=2).pack(), Choice.to(Light.GREEN).pack("1.1")]
    for other in others:
        await other.say("/menu")
    taps = [
        town.world.tap(other.user, other.messages[-1], data) for _ in range(8) for other in others for data in stolen
    ]
    await asyncio.sleep(0)
    await town.settled()
    assert all(tap.answer is not None and tap.answer.get("text") for tap in taps)
    assert await answers(town) == 0
    await goes_on_answering(town, anna)
