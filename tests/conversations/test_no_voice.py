"""Who forbids voice messages (a privacy setting) gets them as documents, with their words and buttons."""

from datetime import timedelta

import pytest

from bot.playground import Fault, Person
from bot.playground.errors import ApiError
from models.people.permission import Role
from tests.conftest import Town

SAID = b"OggS said"


@pytest.fixture
async def jan(town: Town) -> Person:
    return await town.meets("Jan Kowalski", Role.OFFICE)


@pytest.fixture
async def anna(town: Town) -> Person:
    """She takes no voice messages."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    anna.chat.takes_voice = False
    return anna


def documents(town: Town, person: Person) -> list[bytes]:
    """What was sent to somebody as documents."""
    sent = [message.content["document"] for message in person.messages if "document" in message.content]
    return [town.world.files[document["file_id"]].data for document in sent]


async def announce(town: Town, jan: Person) -> None:
    """A voice message with words, to be confirmed."""
    await jan.say("/ogloszenie")
    await jan.send_voice(SAID, caption="Sprawozdania do piątku")
    await jan.tap("Poproś o potwierdzenie")
    await jan.tap("Podgląd")
    await jan.tap("Wyślij teraz")
    await town.wait(timedelta(minutes=1))


async def test_an_announcement_arrives_with_its_words_and_its_button(town: Town, jan: Person, anna: Person) -> None:
    await announce(town, jan)
    anna.sees("Sprawozdania do piątku")
    assert documents(town, anna) == [SAID]
    await anna.tap("Przeczytane")
    anna.sees("✅")
    await town.wait(timedelta(minutes=1))
    jan.sees("Przeczytane: 1/1")


async def test_a_risk_is_heard_as_well(town: Town, jan: Person, anna: Person) -> None:
    await anna.say("/ryzyko")
    await anna.tap("Krytyczne")
    await anna.send_voice(SAID)
    jan.chat.takes_voice = False
    await jan.tap("📎 1 załącznik")
    assert documents(town, jan) == [SAID]


async def test_why_somebody_got_nothing_is_told_in_the_authors_language(town: Town, jan: Person, anna: Person) -> None:
    words = "Bad Request: VOICE_MESSAGES_FORBIDDEN"
    town.server.faults.add(Fault("refusal", method="sendDocument", chat=anna.id, says=ApiError(400, words)))
    await announce(town, jan)
    jan.sees("Anna Nowak (nie przyjmuje wiadomości głosowych)")
