"""Calling a forum: one tap or two make one; rights and the clock are asked at the tap; queries do not grow."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.playground import Person
from bot.texts import MESSAGE_LIMIT, visible
from handlers.forum.views import invitation
from models.forum.delegate import Delegate, Delegation, State
from models.forum.forum import Forum, ForumView
from models.forum.forum_commune import ForumCommune, Invited
from models.people import person as people
from models.people.commune import Commune, all_communes
from models.people.permission import Role
from tests.conftest import Town, on_both_engines, on_sqlite
from tests.engine.test_queries import Path
from tests.rows import every, loses_roles

PATH = {
    "/forum": 6,
    "a title": 5,
    "a field": 5,
    "when": 4,
    "a place": 4,
    "no agenda": 6,
    "chosen": 5,
    "a tick": 5,
    "a page": 5,
    "a part of a name": 5,
    "accepted": 5,
    "seats": 4,
    "answer by": 7,
    "correct": 7,
    "whom": 6,
    "all": 7,
    "send later": 4,
    "a moment": 7,
    "send": 15,
}
HUNDREDS = 300


async def forums_called(town: Town) -> list[Forum]:
    return await every(town, select(Forum))


async def at_preview(town: Town, *, title: str = "Forum", place: str = "Biuro", agenda: str = "Drogi") -> Person:
    """Jan of the Office has answered everything; Anna would be invited."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await jan.say(f"/forum {title}")
    await jan.tap("mobilność")
    for words in ("10.12 10:00", place, agenda):
        await jan.say(words)
    for label in ("Wszystkie gminy", "2", "7 dni wcześniej"):
        await jan.tap(label)
    jan.sees("Podgląd")
    return jan


def data_of(jan: Person, label: str) -> str:
    buttons = (button for row in jan.messages[-1].buttons for button in row)
    return str(next(button["callback_data"] for button in buttons if label in button["text"]))


@on_both_engines
async def test_two_taps_at_once_call_one_forum(town: Town) -> None:
    jan = await at_preview(town)
    data = data_of(jan, "📣 Wyślij zaproszenia")
    await asyncio.gather(*(jan.tap_data(data, on=jan.messages[-1]) for _ in range(2)))
    await town.settled()
    assert len(await forums_called(town)) == 1
    assert sum("📊" in message.text for message in jan.messages) == 1


async def test_who_has_left_the_office_calls_nothing(town: Town) -> None:
    jan = await at_preview(town)
    await loses_roles(town, jan)
    await jan.tap("📣 Wyślij zaproszenia")
    assert await forums_called(town) == []


async def test_a_forum_whose_start_has_passed_meanwhile_is_not_called(town: Town) -> None:
    jan = await at_preview(town)
    await town.wait(timedelta(days=16))
    await jan.tap("📣 Wyślij zaproszenia")
    jan.sees("Ten termin już minął")
    assert await forums_called(town) == []


async def test_answers_are_never_due_before_the_invitations_go_out(town: Town) -> None:
    jan = await at_preview(town)
    await town.wait(timedelta(days=10))
    await jan.tap("📣 Wyślij zaproszenia")
    [forum] = await forums_called(town)
    assert forum.send_at < forum.answer_by < forum.starts_at


async def test_the_longest_invitation_is_one_message(town: Town) -> None:
    link = "https://example.pl/" + "x" * 281
    jan = await at_preview(town, title="🚲" * 75, place="🏛" * 100 + " " + link, agenda="🌧" * 500)
    await jan.tap("📣 Wyślij zaproszenia")
    await town.wait(timedelta(seconds=5))
    assert len(town.people["Anna"].messages) == 1


async def test_an_invitation_with_many_delegates_stays_one_message(town: Town) -> None:
    now, link = town.clock.now(), "https://example.pl/" + "x" * 281
    forum = Forum(
        title="t" * 150, place="p" * 200, link=link, agenda="a" * 1000, starts_at=now + timedelta(days=9),
        id=1, answer_by=now, send_at=now, called_by_id=1, created_at=now,
    )  # fmt: skip
    someone = people.Person(telegram_id=1, name="n" * 100, created_at=now)
    sent = [Delegation(Delegate(forum_id=1, state=State.DECLINED, reason="r" * 300), someone, None) for _ in range(50)]
    one = Invited(ForumCommune(forum_id=1, commune_id=1), Commune(name="Niepołomice"), None)
    services = town.app.services
    shown = invitation(services.texts["pl"], services, ForumView(forum, None), one, sent)
    assert 3600 < visible(shown.text) <= MESSAGE_LIMIT
    assert "i jeszcze 45 osób" in shown.text


@pytest.mark.parametrize(
    ("title", "place"), [("🚲" * 76, "Biuro"), ("Forum", "🏛" * 101), ("Forum", "https://example.pl/" + "x" * 282)]
)
async def test_what_telegram_counts_as_too_long_is_refused(town: Town, title: str, place: str) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    await jan.say(f"/forum {title}")
    if title == "Forum":
        await jan.tap("mobilność")
        await jan.say("10.12 10:00")
        await jan.say(place)
    jan.sees("Za długie")


async def test_a_venue_gives_its_name_and_a_pin(town: Town) -> None:
    jan = await at_preview(town)
    await jan.tap("✏️ Popraw")
    await jan.tap("Miejsce: Biuro")
    spot = {"latitude": 50.06143, "longitude": 19.93658}
    venue = {"location": spot, "title": "Sukiennice", "address": "Rynek Główny 1"}
    await jan._write([{"location": spot, "venue": venue}], None)
    jan.sees("📍 Sukiennice, Rynek Główny 1")
    await jan.tap("📣 Wyślij zaproszenia")
    [forum] = await forums_called(town)
    assert (forum.place, forum.latitude, forum.longitude) == ("Sukiennice, Rynek Główny 1", 50.06143, 19.93658)
    await town.wait(timedelta(seconds=5))
    links = [entity.get("url", "") for entity in town.people["Anna"].messages[-1].content["entities"]]
    assert any("mlat=50.06143&mlon=19.93658" in link for link in links)


async def test_another_place_takes_the_pin_away(town: Town) -> None:
    jan = await at_preview(town)
    for place in ("(pin)", "Rynek 1"):
        await jan.tap("✏️ Popraw")
        await jan.tap("Miejsce: Biuro")
        await (jan.send_location(50.03, 20.21) if place == "(pin)" else jan.say(place))
    await jan.tap("📣 Wyślij zaproszenia")
    [forum] = await forums_called(town)
    assert (forum.place, forum.latitude) == ("Rynek 1", None)


@on_sqlite
@pytest.mark.parametrize("more", [0, HUNDREDS])
async def test_queries_of_calling_a_forum(town: Town, more: int) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    async with town.database.transaction() as session:
        session.add_all(Commune(name=f"Gmina {number:03}") for number in range(more))
        await session.flush()
        for number, commune in enumerate(await all_communes(session)):
            someone = await people.add_person(
                session, telegram_id=10**9 + number, name=f"Osoba {number}", language="pl", now=town.clock.now()
            )
            await people.join(
                session, someone, role=Role.COORDINATOR, commune_id=commune.id, now=town.clock.now()
            )  # fmt: skip
    path = Path()

    await path.count("/forum", jan.say("/forum"))
    await path.count("a title", jan.say("Forum Mobilności"))
    await path.count("a field", jan.tap("mobilność"))
    await path.count("when", jan.say("10.12 10:00"))
    await path.count("a place", jan.say("Biuro"))
    await path.count("no agenda", jan.tap("Pomiń"))
    await path.count("chosen", jan.tap("Wybrane gminy"))
    await path.count("a tick", jan.tap("☐"))
    await path.count("a page", jan.tap("▶️"))
    await path.count("a part of a name", jan.say("niepol"))
    await path.count("accepted", jan.tap("✅ Zatwierdź"))
    await path.count("seats", jan.tap("2"))
    await path.count("answer by", jan.tap("7 dni wcześniej"))
    await path.count("correct", jan.tap("✏️ Popraw"))
    await path.count("whom", jan.tap("Kogo zapraszamy"))
    await path.count("all", jan.tap("Wszystkie gminy"))
    await path.count("send later", jan.tap("🕘 Wyślij później"))
    await path.count("a moment", jan.say("jutro 9"))
    await path.count("send", jan.tap("📣 Wyślij zaproszenia"))
    jan.sees("Zaproszenia wyjdą śr. 25.11, 9:00")
    assert path == PATH
