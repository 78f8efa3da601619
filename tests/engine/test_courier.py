"""Rule 2: what is owed is sent, once, at Telegram's pace, whatever Telegram does."""

import asyncio
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

import pytest
from markupsafe import Markup
from msgspec import structs
from prometheus_client import REGISTRY
from sqlmodel import select

from bot import app as composition
from bot.app import App
from bot.conversation.outgoing import Message, Outgoing, Redrawn
from bot.conversation.user_input import Attachment
from bot.delivery import courier
from bot.delivery.courier import Courier
from bot.delivery.pace import SECOND
from bot.delivery.send_queue import MANY, WINDOW
from bot.limits import TELEGRAM
from bot.playground import Fault, Limits, Person
from bot.playground.errors import ApiError
from bot.playground.people import PIXEL
from models.mail import outbox
from models.mail.outbox import Letter, NewLetter, State
from models.mail.sender import who_is
from models.people.permission import Role
from tests.conftest import TUESDAY, WARSAW, Town
from tests.rows import certain, telling


async def tell(app: App, *chats: int, text: str = "Dzień dobry", urgent: bool = False, once: str | None = None) -> None:
    """Put a message to each chat into the outbox, as any process may."""
    async with app.database.transaction() as session:
        outgoing = Outgoing(session, app.services, app.services.clock.now())
        for chat in chats:
            outgoing.write(
                chat, Message(Markup("{}").format(text)), urgent=urgent, once=f"{once}:{chat}" if once else None
            )
        await outgoing.hand_in()


async def letters(town: Town, *states: State) -> list[Letter]:
    async with town.database.transaction() as session:
        found = (await session.exec(select(Letter).order_by(Letter.id))).all()  # type: ignore[arg-type]
        return [letter for letter in found if letter.state in states or not states]


async def until_sent(town: Town) -> None:
    while await letters(town, State.QUEUED):
        await asyncio.sleep(0.01)
    await town.settled()


async def test_what_any_process_puts_into_the_outbox_is_sent_by_the_one_that_sends(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await tell(town.app, anna.id)
    await anna.waits_for("Dzień dobry")


@pytest.mark.parametrize(("hour", "is_silent"), [(23, True), (10, False)])
async def test_others_are_told_at_once_but_at_night_without_a_sound(town: Town, hour: int, is_silent: bool) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    town.clock.now = lambda: datetime(2026, 11, 24, hour, tzinfo=WARSAW)
    async with telling(town) as outgoing:
        known = certain(await who_is(outgoing.session, jan.id))
        outgoing.tell([known.person], "common.unknown_command", needs=None)
    await until_sent(town)
    [letter] = await letters(town)
    assert letter.state is State.SENT and letter.arguments.get("disable_notification", False) is is_silent


async def test_the_same_name_is_sent_once(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    for _ in range(3):
        await tell(town.app, anna.id, once="prompt:2026-W48")
    await until_sent(town)
    assert len(anna.news) == 1


async def test_what_a_look_has_found_and_sent_before_its_turn_hands_it_over_is_not_sent_again(town: Town) -> None:
    """A busy database writes a Turn down long before it says so; meanwhile others see it."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with telling(town) as outgoing:
        outgoing.write(anna.id, Message(Markup("Dzień dobry")), urgent=True)
    town.app.courier.look()
    await until_sent(town)
    town.app.courier.post(outgoing.letters)
    await town.settled()
    assert len(anna.news) == 1


async def test_more_than_is_held_at_a_time_is_sent_once_to_each(town: Town) -> None:
    crowd = [Person(town.world, f"Osoba{number}") for number in range(WINDOW + 50)]
    for somebody in crowd:
        town.world.let_in(somebody.user)
    await tell(town.app, *(somebody.id for somebody in crowd))
    await until_sent(town)
    assert {len(somebody.news) for somebody in crowd} == {1}


async def test_who_waits_is_answered_at_once_while_a_crowd_is_told(town: Town) -> None:
    """Also with what is looked up in the outbox, however much of the crowd's is held already."""
    waiting = [await town.meets(f"{name} Nowak", Role.COORDINATOR, "Niepołomice") for name in ("Anna", "Ewa", "Olga")]
    crowd = [Person(town.world, f"Osoba{number}") for number in range(2 * WINDOW)]
    for somebody in crowd:
        town.world.let_in(somebody.user)
    town.limits = structs.replace(TELEGRAM, per_second=100)
    await town.restart()
    await tell(town.app, *(somebody.id for somebody in crowd))
    while sum(bool(somebody.news) for somebody in crowd) < 50:
        await asyncio.sleep(0.01)
    for somebody in waiting:
        began = time.monotonic()
        await tell(town.app, somebody.id, text="Odpowiedź", urgent=True, once=f"answer:{somebody.id}")
        town.app.courier.look()
        while "Odpowiedź" not in somebody.screen():
            await asyncio.sleep(0.01)
        assert time.monotonic() - began < SECOND
    assert sum(bool(somebody.news) for somebody in crowd) < 2 * WINDOW, "the others are still being told"


async def test_a_claim_that_was_uncertain_for_a_moment_is_gone_on_with(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database took its time to answer; then nobody says that all is well again."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.settled()
    claim = certain(town.app.courier._claim)
    with monkeypatch.context() as uncertain:
        uncertain.setattr(type(claim), "holds", False)
        await tell(town.app, anna.id)
        await asyncio.sleep(2 * SECOND)
        assert anna.messages == []
    await anna.waits_for("Dzień dobry")


async def test_what_is_under_way_when_the_bot_stops_is_not_sent_again(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.server.faults.once("delay_after", method="sendMessage", seconds=0.5)
    await tell(town.app, anna.id)
    while not town.server.faults.struck:
        await asyncio.sleep(0.01)
    await town.restart()
    assert [letter.state for letter in await letters(town)] == [State.SENT]
    await town.settled()
    assert len(anna.messages) == 1


@pytest.mark.parametrize("kind", ["500", "502", "reset_before"])
async def test_a_fault_is_tried_again(town: Town, kind: Literal["500", "502", "reset_before"]) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.server.faults.add(Fault(kind, method="sendMessage", times=2))
    await tell(town.app, anna.id)
    await until_sent(town)
    assert [message.text for message in anna.news] == ["Dzień dobry"]
    [letter] = await letters(town)
    assert (letter.state, letter.attempts) == (State.SENT, 3)


def counted(name: str) -> float:
    """What /metrics would say of it."""
    return REGISTRY.get_sample_value(name) or 0.0


async def test_the_wait_telegram_asks_for_is_kept_and_holds_up_no_other(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    town.server.faults.once("429", method="sendMessage", chat=anna.id, seconds=3)
    began, before = time.monotonic(), counted("obwarzanek_too_fast_total")
    await tell(town.app, anna.id, jan.id)
    await jan.waits_for("Dzień dobry", within=2.5)
    anna.sees_nothing()
    await anna.waits_for("Dzień dobry")
    assert time.monotonic() - began >= 3.0
    assert counted("obwarzanek_too_fast_total") == before + 1


async def test_waits_of_minutes_for_a_few_chats_hold_up_no_other(town: Town) -> None:
    """Telegram's waits are per chat and long (30 to 240 seconds are common)."""
    silent = [await town.meets(f"Osoba{number} Nowak", Role.OFFICE) for number in range(3)]
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    for person in silent:
        town.server.faults.add(Fault("429", method="sendMessage", chat=person.id, seconds=240))
    await tell(town.app, *(person.id for person in silent))
    while len(town.server.faults.struck) < len(silent):
        await asyncio.sleep(0.01)
    await tell(town.app, jan.id)
    await jan.waits_for("Dzień dobry", within=2.5)


async def test_when_many_chats_are_refused_at_once_all_go_on_after_a_second(town: Town) -> None:
    """However long Telegram asks those chats to wait."""
    many = [await town.meets(f"Osoba{number} Nowak", Role.OFFICE) for number in range(2 * MANY)]
    for person in many[:MANY]:
        town.server.faults.add(Fault("429", method="sendMessage", chat=person.id, seconds=240))
    began, before = time.monotonic(), counted("obwarzanek_too_fast_total")
    await tell(town.app, *(person.id for person in many[:MANY]))
    while counted("obwarzanek_too_fast_total") < before + MANY:
        await asyncio.sleep(0.001)
    await tell(town.app, *(person.id for person in many[MANY:]))
    town.app.courier.look()
    for person in many[MANY:]:
        await person.waits_for("Dzień dobry", within=10)
    assert time.monotonic() - began >= 1.0


async def test_who_blocked_the_bot_is_unreachable_until_they_return(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.meets("Jan Kowalski", Role.OFFICE)
    town.world.updates.allow(["message"])
    await anna.block()
    await tell(town.app, anna.id)
    await until_sent(town)
    [letter] = await letters(town, State.UNREACHABLE)
    assert letter.refusal is not None and "blocked" in letter.refusal
    async with town.database.transaction() as session:
        known = certain(await who_is(session, anna.id))
        assert known.person.unreachable_since is not None
    await anna.unblock()
    await anna.say("/menu")
    anna.sees("Menu")
    async with town.database.transaction() as session:
        known = certain(await who_is(session, anna.id))
        assert known.person.unreachable_since is None


async def test_what_is_refused_for_good_is_kept_with_the_reason_and_is_in_nobodys_way(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await tell(town.app, 4242, anna.id)
    async with telling(town) as outgoing:
        outgoing.write(anna.id, Message(Markup("<b>niezamknięte")))
        outgoing.write(anna.id, Message(Markup("Potem")))
    await until_sent(town)
    anna.sees("Potem")
    refused = [letter.refusal for letter in await letters(town, State.REFUSED, State.UNREACHABLE)]
    assert refused[0] == "Chat not found" and "can't find end tag" in (refused[1] or "")
    assert all(letter.attempts == 1 for letter in await letters(town, State.REFUSED))


async def test_what_is_owed_to_a_group_that_has_another_number_now_is_given_up(town: Town) -> None:
    """In groups the bot only says where it can be talked to."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    group = town.world.group("Zespół", [anna])
    town.server.faults.add(Fault("migrated", method="sendMessage", chat=group.id))
    await anna.say("/menu", to=group)
    await anna.say("/menu")
    anna.sees("Menu")
    await until_sent(town)
    [refused] = await letters(town, State.REFUSED)
    assert (refused.chat_id, refused.attempts) == (group.id, 1) and "supergroup" in (refused.refusal or "")


def refusal(code: int, words: str, chat: int | None = None, times: int | None = None) -> Fault:
    """Telegram says no to messages."""
    return Fault("refusal", method="sendMessage", chat=chat, times=times, says=ApiError(code, words))


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried again is so soon."""
    monkeypatch.setattr(courier, "LONGEST_ABSENCE", 0.5)
    monkeypatch.setattr(courier, "pause", lambda attempts, longest=1.0: min(longest, 0.1 * attempts))


@pytest.mark.parametrize("words", ["Bad Request: chat not found", "Forbidden: user is deactivated"])
async def test_who_is_not_there_any_more_is_unreachable(town: Town, words: str) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.server.faults.add(refusal(int(words.startswith("Forbidden")) * 3 + 400, words, anna.id))
    await tell(town.app, anna.id)
    await until_sent(town)
    [letter] = await letters(town, State.UNREACHABLE)
    assert letter.refusal is not None and letter.refusal.lower() in words.lower()
    async with town.database.transaction() as session:
        known = certain(await who_is(session, anna.id))
    assert known.person.unreachable_since is not None


@pytest.mark.parametrize(
    ("code", "words", "method"),
    [
        (401, "Unauthorized", None),
        (400, "Logged out", None),
        (400, "Bad Request: FROZEN_METHOD_INVALID", "sendMessage"),
    ],
)
async def test_when_the_bot_itself_is_refused_all_waits_and_the_operator_is_told(
    town: Town, code: int, words: str, method: str | None, soon: None, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is lost, nobody is marked, and Telegram is not pestered: one letter tries at a time."""
    people = [await town.meets(f"Osoba{number} Nowak", Role.OFFICE) for number in range(20)]
    refused = town.server.faults.add(Fault("refusal", method=method, says=ApiError(code, words)))
    await tell(town.app, *(person.id for person in people))
    for days in range(3):
        town.clock.now = lambda days=days: TUESDAY + timedelta(days=days)  # type: ignore[misc]
        await asyncio.sleep(0.8)
    tried = sum(method == "sendmessage" for _, method, _ in town.server.faults.struck)
    assert counted("obwarzanek_bot_refused") == 1
    assert caplog.text.count("refuses the bot itself, nothing is sent") == 1
    assert tried <= len(people) + 5
    refused.times = 0
    for person in people:
        await person.waits_for("Dzień dobry", within=20)
    await until_sent(town)
    assert {letter.state for letter in await letters(town)} == {State.SENT}
    assert counted("obwarzanek_bot_refused") == 0


@pytest.mark.parametrize(("code", "words"), [(500, "Internal Server Error"), (401, "Unauthorized"), (404, "Not Found")])
async def test_a_letter_that_telegram_is_at_fault_with_for_a_day_is_given_up(
    town: Town, code: int, words: str, soon: None
) -> None:
    """Its chat is not held up without end."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await tell(town.app, anna.id, text="zepsute")
    fault = town.server.faults.add(refusal(code, words))
    await until_struck(town, 3)
    town.clock.now = lambda: TUESDAY + timedelta(hours=23)
    await until_struck(town, 4)
    assert await letters(town, State.QUEUED)
    town.clock.now = lambda: TUESDAY + timedelta(days=1)
    while await letters(town, State.QUEUED):
        await asyncio.sleep(0.05)
    fault.times = 0
    await tell(town.app, anna.id, text="Potem")
    await anna.waits_for("Potem", within=10)
    [given_up] = await letters(town, State.REFUSED)
    assert (given_up.refusal or "").lower() == words.lower()


async def until_struck(town: Town, times: int) -> None:
    """Wait until so many calls went wrong."""
    while len(town.server.faults.struck) < times:
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("as_photo", [True, False])
async def test_what_arrived_is_not_sent_again_however_its_receipt_looks(town: Town, as_photo: bool) -> None:
    """A later version of Telegram may describe a message in ways that the library cannot read."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.server.faults.add(Fault("unfamiliar"))
    async with telling(town) as outgoing:
        outgoing.send_file(anna.id, PIXEL, "mapa.png", caption=Markup("Mapa"), as_photo=as_photo)
    await until_sent(town)
    [letter], [message] = await letters(town), anna.messages
    assert (letter.state, letter.attempts, letter.message_id) == (State.SENT, 1, message.id)


async def test_changes_count_as_messages_do_and_of_those_that_wait_the_newest_goes(town: Town) -> None:
    """A card that changes every moment reaches its last state without a refusal, and holds up no answer."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.limits = structs.replace(TELEGRAM, burst=3)
    await town.restart()
    town.server.limits = Limits(burst=3)
    async with telling(town) as outgoing:
        card = outgoing.write(anna.id, Message(Markup("stan 0")))
    await anna.waits_for("stan 0")
    town.server.calls.clear()
    async with telling(town) as outgoing:
        known = certain(await who_is(outgoing.session, anna.id))
        for state in range(1, 13):
            await outgoing.amend([Redrawn(card.id, known.person, Message(Markup("stan {}").format(state)), None)])
        outgoing.write(anna.id, Message(Markup("odpowiedź")))
    town.app.courier.look()
    await anna.waits_for("odpowiedź")
    await until_sent(town)
    assert [message.text for message in anna.messages] == ["stan 12", "odpowiedź"]
    assert [call.method for call in town.server.calls if call.chat == anna.id] == ["editmessagetext", "sendmessage"]
    assert town.server.limits.refused == 0


async def test_a_long_message_is_continued(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await tell(town.app, anna.id, text="\n".join(f"wiersz {number} 🌧 <&>" for number in range(600)))
    await until_sent(town)
    whole = "\n".join(message.text for message in anna.news)
    assert len(anna.news) > 1 and whole.split("\n") == [f"wiersz {number} 🌧 <&>" for number in range(600)]


async def test_an_invitations_code_is_not_kept(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with telling(town) as outgoing:
        outgoing.send_file(anna.id, PIXEL, "kod.png", caption=Markup("tajny-kod"), as_photo=True, secret=True)
    await until_sent(town)
    anna.sees("tajny-kod")
    [letter] = await letters(town)
    assert letter.state is State.SENT and "tajny" not in str(letter.arguments) and letter.file is None


async def owe_a_file(town: Town, *chats: int, once: str | None = None, about: str | None = None) -> None:
    async with telling(town) as outgoing:
        for chat in chats:
            outgoing.send_file(
                chat, PIXEL, "mapa.png", caption=Markup("Mapa"), as_photo=False, once=once, about=about,
                due=town.clock.now() + timedelta(hours=1) if about else None,
            )  # fmt: skip


async def test_a_file_is_kept_until_it_is_sent_and_no_longer(town: Town) -> None:
    """Refused as too fast, broken off, stopped in the middle: it is sent again, whole."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.server.faults.once("429", method="sendDocument", seconds=1)
    town.server.faults.add(Fault("500", method="sendDocument", times=1))
    await owe_a_file(town, anna.id)
    await until_sent(town)
    town.server.faults.once("429", method="sendDocument", seconds=2)
    await owe_a_file(town, anna.id)
    await until_struck(town, times=3)
    assert [letter.file for letter in await letters(town)] == [None, PIXEL]
    await town.restart()
    await until_sent(town)
    assert [file.data for file in anna.files] == [PIXEL, PIXEL]
    assert [(letter.state, letter.file) for letter in await letters(town)] == [(State.SENT, None)] * 2


async def test_a_file_that_is_not_going_to_be_sent_is_not_kept(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    town.server.faults.add(replace(refusal(400, "Bad Request: wrong file", chat=jan.id), method="sendDocument"))
    await anna.block()
    await owe_a_file(town, anna.id, jan.id)
    await until_sent(town)
    for about in ("one", "many:1", "again"):
        await owe_a_file(town, jan.id, about=about)
    async with town.database.transaction() as session:
        await outbox.drop(session, "one")
        await outbox.drop_within(session, "many:")
        await outbox.take_back(session, "again")
    found = await letters(town)
    assert [letter.state for letter in found] == [State.UNREACHABLE, State.REFUSED, *[State.DROPPED] * 3]
    assert [letter.file for letter in found] == [None] * 5


async def test_somebody_who_waits_goes_before_a_broadcast(town: Town) -> None:
    """Telegram's real limits are enforced: no 429, the ceiling is used, and Anna is answered at once."""
    await town.stop()
    town.limits = TELEGRAM
    await town.start()
    town.server.limits = Limits()
    crowd = [Person(town.world, f"Osoba{number}") for number in range(100)]
    for somebody in crowd:
        town.world.let_in(somebody.user)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    town.world.settle, town.world.patience = None, 0
    began = time.monotonic()
    await tell(town.app, *(somebody.id for somebody in crowd))
    await asyncio.sleep(1)
    await anna.say("/menu")
    await anna.waits_for("Menu")
    assert sum(bool(somebody.news) for somebody in crowd) < 60, "she was answered in the middle of it"
    await until_sent(town)
    assert all(len(somebody.news) == 1 for somebody in crowd)
    # this test's own loop is both ends of the wire: on a busy machine a message may arrive early by a hair
    assert town.server.limits.refused <= 2
    assert time.monotonic() - began < 2 * 100 / 30


@dataclass
class Till(Limits):
    """Telegram's limits, and what was let through: methods that were paid for and others."""

    paid_for: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)

    def admit(self, method: str, chat: int, *, paid: bool = False) -> None:
        super().admit(method, chat, paid=paid)
        (self.paid_for if paid else self.free).add(method)


@pytest.mark.parametrize(
    ("per_second", "paid_for"), [(30, set()), (31, {"sendmessage", "sendphoto", "senddocument", "sendvoice"})]
)
async def test_more_messages_than_are_free_are_paid_for(town: Town, per_second: int, paid_for: set[str]) -> None:
    """All that are sent, files too, also past the outbox; a change of one cannot be."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.stop()
    town.limits, town.settings.bot_messages_per_second = None, per_second
    await town.start()
    till = town.server.limits = Till()
    spoken = town.world.store("voice", "voice.ogg", "audio/ogg", b"OggS")
    async with telling(town) as outgoing:
        first = outgoing.write(anna.id, Message(Markup("Pierwsza"), sent=Attachment("voice", spoken.id)))
        outgoing._letter(anna.id, "edit_message_caption", {"caption": "dalej"}, edits=first.id)
        outgoing.send_file(anna.id, PIXEL, "kod.png", caption=Markup("kod"), as_photo=True)
        outgoing.send_file(jan.id, b"1", "lista.txt", caption=Markup("lista"), as_photo=False)
    town.app.courier.say_now(jan.id, "Chwileczkę")
    await until_sent(town)
    assert till.paid_for == paid_for
    assert till.free.isdisjoint(paid_for) and "editmessagecaption" in till.free


async def test_what_is_paid_for_goes_faster_than_thirty_a_second(town: Town) -> None:
    await town.stop()
    town.limits, town.settings.bot_messages_per_second = None, 200
    await town.start()
    town.server.limits = Limits()
    crowd = [Person(town.world, f"Osoba{number}") for number in range(100)]
    for somebody in crowd:
        town.world.let_in(somebody.user)
    await tell(town.app, *(somebody.id for somebody in crowd))
    await until_sent(town)
    assert all(len(somebody.news) == 1 for somebody in crowd)
    assert town.server.limits.peak > 30 and town.server.limits.refused == 0


async def test_who_has_not_the_claim_says_next_to_nothing_past_the_outbox(town: Town) -> None:
    """What all processes may send together is for the one that has it to keep to."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    standby = Courier(town.database, town.app.bot, town.clock, TELEGRAM, gather=0, among_others=True)
    town.world.settle, town.world.patience = None, 0
    began = time.monotonic()
    for _ in range(3):
        standby.say_now(anna.id, "Chwileczkę")
    while len(anna.news) < 3:
        await asyncio.sleep(0.01)
    assert time.monotonic() - began > 2


async def test_words_past_the_outbox_hold_up_nobody_who_waits(town: Town) -> None:
    """Sixty are told at once that they have to be patient; that does not use up the second."""
    await town.stop()
    town.limits = TELEGRAM
    await town.start()
    crowd = [Person(town.world, f"Osoba{number}") for number in range(60)]
    for somebody in crowd:
        town.world.let_in(somebody.user)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    # on PostgreSQL it takes the second for used up, and the places in it come free one by one
    await asyncio.sleep(2 * SECOND)
    town.world.settle, town.world.patience = None, 0
    for somebody in crowd:
        town.app.courier.say_now(somebody.id, "Chwileczkę")
    began = time.monotonic()
    await anna.say("/menu")
    await anna.waits_for("Menu")
    assert sum(bool(somebody.news) for somebody in crowd) < 45, "she was answered in the middle of it"
    await town.settled()
    assert all(len(somebody.news) == 1 for somebody in crowd)
    assert time.monotonic() - began > 1.5


async def test_an_edit_of_a_message_that_was_never_sent_is_dropped(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with telling(town) as outgoing:
        first = outgoing.write(anna.id, Message(Markup("<b>zepsute")))
        outgoing._letter(anna.id, "edit_message_text", {"text": "dalej"}, edits=first.id)
    await until_sent(town)
    assert [letter.state for letter in await letters(town)] == [State.REFUSED, State.DROPPED]


async def test_a_message_sent_before_a_restart_is_the_one_that_is_changed(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await tell(town.app, anna.id, text="Pierwsza")
    await tell(town.app, anna.id, text="Druga")
    await until_sent(town)
    second = (await letters(town))[1]
    await town.restart()
    async with telling(town) as outgoing:
        outgoing._letter(anna.id, "edit_message_text", {"text": "Zmieniona"}, edits=second.id)
    await until_sent(town)
    assert [message.text for message in anna.messages] == ["Pierwsza", "Zmieniona"]


async def test_what_follows_a_change_that_was_overtaken_finds_its_message(town: Town) -> None:
    """A question that took the place of another, and of which nothing was seen but what came of it."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await tell(town.app, anna.id, text="Pytanie")
    await until_sent(town)
    place = {"message_id": anna.messages[0].id}
    async with telling(town) as outgoing:
        question = outgoing._letter(anna.id, "edit_message_text", {"text": "Następne", **place})
        outgoing._letter(anna.id, "edit_message_text", {"text": "Jeszcze inne", **place})
    await until_sent(town)
    async with telling(town) as outgoing:
        outgoing._letter(anna.id, "edit_message_text", {"text": "Odpowiedź"}, edits=question.id)
    await until_sent(town)
    assert [message.text for message in anna.messages] == ["Odpowiedź"]
    assert State.DROPPED in {letter.state for letter in await letters(town)}


async def test_an_older_change_of_a_message_does_not_undo_a_newer_one(town: Town) -> None:
    """One that a job has written waits; meanwhile somebody taps, and what that changes is shown at once."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await tell(town.app, anna.id, text="Pierwsza")
    await until_sent(town)
    (first,) = await letters(town)
    async with telling(town) as outgoing:
        due = town.clock.now() + timedelta(hours=1)
        outgoing._letter(anna.id, "edit_message_text", {"text": "Starsza"}, edits=first.id, due=due)
        outgoing._letter(anna.id, "edit_message_text", {"text": "Nowsza"}, edits=first.id)
    while anna.messages[0].text != "Nowsza":
        await asyncio.sleep(0.01)
    await town.wait(timedelta(hours=2))
    await until_sent(town)
    assert [message.text for message in anna.messages] == ["Nowsza"]
    assert [letter.state for letter in await letters(town)] == [State.SENT, State.DROPPED, State.SENT]


async def test_what_is_due_later_waits(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    async with telling(town) as outgoing:
        due = town.clock.now() + timedelta(hours=2)
        outgoing.write(anna.id, Message(Markup("później")), due=due)
    await town.wait(timedelta(hours=1))
    anna.sees_nothing()
    await town.wait(timedelta(hours=1))
    anna.sees("później")


async def test_two_processes_on_one_database_send_once(town: Town) -> None:
    """The second one stands by until the first has stopped."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")

    async def second() -> None:
        async with composition.running(town.settings, town.clock, scheduled=False):
            await asyncio.Event().wait()

    other = asyncio.create_task(second())
    await asyncio.sleep(0.3)
    await tell(town.app, anna.id)
    await anna.say("/menu")
    anna.sees("Menu")
    await until_sent(town)
    assert sum(message.text == "Dzień dobry" for message in anna.messages) == 1
    await tell(town.app, anna.id, text="Po zmianie")
    await town.stop()
    anna.reads()
    town.world.settle, town.world.patience = None, 0
    await anna.say("/pomoc")
    await anna.waits_for("Obwarzanek")
    other.cancel()
    await asyncio.gather(other, return_exceptions=True)
    assert sum(message.text == "Po zmianie" for message in anna.messages) == 1
    assert datetime(2026, 11, 24, tzinfo=WARSAW) <= town.clock.now()
    await town.start()


async def test_what_was_owed_before_the_start_goes_before_what_is_owed_since(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes in the moment between the start and the first look into the outbox."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.settled()
    town.app.courier._claim = None
    await tell(town.app, anna.id)
    due = outbox.due

    async def takes_its_time(*of: Any, **what: Any) -> list[NewLetter]:
        await asyncio.sleep(2 * SECOND)
        return await due(*of, **what)

    await town.stop()
    monkeypatch.setattr(outbox, "due", takes_its_time)
    await town.start()
    town.world.settle, town.world.patience = None, 0
    await anna.say("/pomoc")
    await anna.waits_for("Obwarzanek")
    first, second = anna.news
    assert first.text == "Dzień dobry" and "Obwarzanek" in second.text


async def test_only_who_takes_over_in_the_middle_begins_with_caution(town: Town) -> None:
    """A letter is due or was just sent: then the process before may have used up the second."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")

    async def is_in_use(after: timedelta) -> bool:
        now = town.clock.now() + after
        async with town.database.looking() as session:
            return await outbox.is_in_use(session, now=now, since=now - timedelta(seconds=2))

    assert not await is_in_use(timedelta())
    await tell(town.app, anna.id)
    await until_sent(town)
    assert await is_in_use(timedelta(seconds=1)) and not await is_in_use(timedelta(seconds=3))
    async with telling(town) as outgoing:
        outgoing.write(anna.id, Message(Markup("Jutro")), due=outgoing.now + timedelta(days=1))
    assert not await is_in_use(timedelta(hours=1)) and await is_in_use(timedelta(days=1))
