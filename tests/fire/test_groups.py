"""Groups and channels: the bot says where it can be talked to, and nothing else, and leaves the rest alone."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from bot.playground import Person
from bot.playground.things import Chat, Message
from bot.playground.updates import KINDS as EVERY_KIND
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter
from models.people.permission import Role
from models.people.person import Person as Row
from tests.conftest import Town
from tests.fire.fixtures import FRIDAY
from tests.fire.rehearsal import State, state

Json = dict[str, Any]
POINTER = "O sprawach zespołu rozmawiam tylko w cztery oczy."
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
HERO = {"type": "bot_command", "offset": 0, "length": 22}
"""Of ``/status@obwarzanek_bot``."""


async def gathers(town: Town, *people: Person, kind: Any = "supergroup") -> Chat:
    """A group in which the bot hears everything, as an administrator does."""
    town.world.reads_groups = True
    chat = town.world.group("Zespół Niepołomice", people, kind)
    await town.settled()
    return chat


async def everything(town: Town) -> tuple[State, int]:
    """The association's business, and how many messages were ever owed."""
    async with town.database.transaction() as session:
        found = await state(session)
        found["setting"] = json.dumps([row for row in json.loads(found["setting"] or "[]") if row[0] != "watch"])
        return found, len((await session.exec(select(Letter.id))).all())


async def unhandled(town: Town) -> list[InboxUpdate]:
    """Updates that failed or wait."""
    async with town.database.transaction() as session:
        left = col(InboxUpdate.handled_at).is_(None) | col(InboxUpdate.failure).is_not(None)
        return list((await session.exec(select(InboxUpdate).where(left))).all())


async def has_handled(town: Town, update_id: int) -> bool:
    async with town.database.transaction() as session:
        row = await session.get(InboxUpdate, update_id)
        return row is not None and row.handled_at is not None and row.failure is None


def said_in(chat: Chat, town: Town) -> list[Message]:
    return [message for message in chat.messages.values() if message.sender is town.world.me]


# --- what is meant for it ----------------------------------------


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_command_in_a_group_is_answered_with_the_way_to_the_bot(town: Town, kind: str) -> None:
    """Nobody becomes known by it, and nothing of the association is shown, be it to its members."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    tomasz = Person(town.world, "Tomasz", last_name="Bąk")
    tim = Person(town.world, "Tim", language="en")
    await town.has_projects("Niepołomice", "Trasa rowerowa")
    await town.move_to(FRIDAY)
    chat = await gathers(town, anna, tomasz, tim, kind=kind)
    before, _ = await everything(town)
    private = len(anna.chat.messages)
    await tomasz.say("/status@obwarzanek_bot", to=chat)
    [pointer] = said_in(chat, town)
    assert POINTER in pointer.text
    assert pointer.buttons == [[{"text": "💬 Otwórz czat", "url": "https://t.me/obwarzanek_bot"}]]
    await anna.say("/status@obwarzanek_bot", to=chat)
    await anna.say("/start@obwarzanek_bot sekretny-kod", to=chat)
    assert said_in(chat, town) == [pointer], "once is enough"
    await town.wait(timedelta(hours=1))
    await tim.say("/projekty@obwarzanek_bot", to=chat)
    [_, again] = said_in(chat, town)
    assert "only in private" in again.text
    assert (await everything(town))[0] == before
    assert len(anna.chat.messages) == private and not tomasz.chat.messages
    assert await unhandled(town) == []


async def test_every_group_has_its_own_hour(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    for chat in [await gathers(town, anna), await gathers(town, anna)]:
        await anna.say("/status@obwarzanek_bot", to=chat)
        assert len(said_in(chat, town)) == 1


async def test_the_answer_stands_in_the_topic_of_the_question(town: Town) -> None:
    """Each has its own hour; what is asked in General, or in a thread of a group without topics, names none."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    chat = await gathers(town, anna)
    roads, water = (town.world.open_topic(chat, anna.user, name) for name in ("Drogi", "Woda"))
    for topic in (roads, water, roads, None):
        await anna.say("/status@obwarzanek_bot", to=chat, topic=topic)
    assert [said.topic for said in said_in(chat, town)] == [roads, water, None]
    thread = {"message_id": 777, "chat": (plain := await gathers(town, anna)).json(), "message_thread_id": 5}
    said = {"date": 1, "from": anna.user.json(), "text": "/status@obwarzanek_bot", "entities": [HERO]}
    town.world.updates.push("message", thread | said)
    await town.settled()
    assert [said.topic for said in said_in(plain, town)] == [None]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/status", True),
        ("/projects", True),
        ("/STATUS@Obwarzanek_Bot", True),
        ("/pogoda@obwarzanek_bot", True),
        ("/pogoda", False),
        ("/status@inny_bot", False),
        ("/status@obwarzanek_botek", False),
        ("proszę /status", False),
        ("@obwarzanek_bot jak tam?", False),
        ("Dzień dobry", False),
    ],
)
async def test_whose_command_it_is(town: Town, said: str, answered: bool) -> None:
    """A bare one that the bot has is taken as meant for it; one that it does not have is another bot's."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    chat = await gathers(town, anna)
    await anna.say(said, to=chat)
    assert len(said_in(chat, town)) == (1 if answered else 0)
    assert await unhandled(town) == []


async def test_a_word_in_a_group_answers_no_question(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ustawienia")
    await anna.tap("✏️ Zmień imię")
    chat = await gathers(town, anna)
    await anna.say("Zupełnie Kto Inny", to=chat)
    await anna.say("/anuluj@obwarzanek_bot", to=chat)
    await anna.say("Anna Kowalska")
    anna.sees("👤 Anna Kowalska")


# --- what is not ----------------------------------------

Change = Callable[[Json, Chat], tuple[str, Json]]


def message(**content: Any) -> Change:
    """A message that says this instead."""
    return lambda said, chat: ("message", said | content)


def elsewhere(kind: str, *without: str) -> Change:
    """The same command, as an update of another kind."""
    return lambda said, chat: (kind, {name: value for name, value in said.items() if name not in without})


def in_the_name_of(sender: Json, **more: Any) -> Change:
    return lambda said, chat: ("message", said | {"from": sender, "sender_chat": chat.json()} | more)


def presence(before: str, after: str) -> Change:
    def change(said: Json, chat: Chat) -> tuple[str, Json]:
        me = {"id": 110, "is_bot": True, "first_name": "Obwarzanek"}
        may = dict.fromkeys(POWERS, False)
        states = [{"status": status, "user": me, "until_date": 0} | may for status in (before, after)]
        parts = {"old_chat_member": states[0], "new_chat_member": states[1]}
        return "my_chat_member", {"chat": said["chat"], "from": said["from"], "date": said["date"]} | parts

    return change


POWERS = [
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
]  # fmt: skip
"""What is said of every administrator."""
USER = {"id": 5001, "is_bot": False, "first_name": "Nowy"}
BOT = {"id": 5002, "is_bot": True, "first_name": "Gif", "username": "gif"}
FORWARDED = {"type": "hidden_user", "sender_user_name": "Ktoś", "date": 1}
LEFT_ALONE: dict[str, Change] = {
    "somebody comes": message(text=None, entities=None, new_chat_members=[USER]),
    "somebody goes": message(text=None, entities=None, left_chat_member=USER),
    "a new title": message(text=None, entities=None, new_chat_title="/status@obwarzanek_bot"),
    "the photo is gone": message(text=None, entities=None, delete_chat_photo=True),
    "the group has become a supergroup": message(text=None, entities=None, migrate_to_chat_id=-100_2001),
    "a picture with a command under it": message(
        text=None, entities=None, caption="/status@obwarzanek_bot", caption_entities=[HERO]
    ),
    "by way of a bot": message(via_bot=BOT),
    "forwarded": message(forward_origin=FORWARDED),
    "by another bot": message(**{"from": BOT}),
    "by an anonymous administrator": in_the_name_of(ANONYMOUS),
    "in the name of a channel": in_the_name_of(ANONYMOUS | {"id": 136817688, "username": "Channel_Bot"}),
    "from the linked channel": in_the_name_of(TELEGRAM, is_automatic_forward=True),
    "edited": elsewhere("edited_message"),
    "a post in a channel": elsewhere("channel_post", "from"),
    "an edited post in a channel": elsewhere("edited_channel_post", "from"),
    "a signed post in a channel": elsewhere("channel_post"),
    "the bot is let in": presence("left", "member"),
    "the bot is made an administrator": presence("member", "administrator"),
    "the bot is thrown out": presence("member", "kicked"),
    "the bot is taken away": presence("member", "left"),
}


@pytest.mark.parametrize("name", LEFT_ALONE)
async def test_everything_else_is_left_alone(town: Town, name: str) -> None:
    """Nothing is said; nobody becomes known or unreachable; the update is handled and does not come again."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    kind = "channel" if "post" in name else "supergroup"
    chat = await gathers(town, anna, kind=kind)
    before = await everything(town)
    calls = len(town.server.calls)
    for person in (anna.user.json(), USER):
        said = {
            "message_id": 77, "date": int(town.clock.now().timestamp()), "chat": chat.json(), "from": person,
            "text": "/status@obwarzanek_bot", "entities": [HERO],
        }  # fmt: skip
        update, payload = LEFT_ALONE[name](said, chat)
        town.world.updates.allowed = EVERY_KIND
        town.world.updates.push(update, {key: value for key, value in payload.items() if value is not None})
        await town.settled()
        assert await has_handled(town, town.world.updates.last_id)
    assert await everything(town) == before
    assert len(town.server.calls) == calls


async def test_only_what_it_can_use_is_asked_for(town: Town) -> None:
    await Person(town.world, "Tomasz").say("/start")
    assert town.world.updates.allowed == {"message", "edited_message", "callback_query", "my_chat_member"}


async def test_a_tap_in_a_group_has_no_effect(town: Town) -> None:
    """The bot shows no such buttons there; a manipulated client may still send what one of them would."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    await town.move_to(FRIDAY)
    same = anna.messages[-1].buttons[0][0]["callback_data"]
    chat = await gathers(town, anna)
    await anna.say("/status@obwarzanek_bot", to=chat)
    before = await everything(town)
    await anna.tap_data(same, on=said_in(chat, town)[0])
    anna.sees_toast("Ten przycisk jest już nieaktualny.")
    assert await everything(town) == before


async def test_what_is_changed_in_private_is_not_said_again(town: Town) -> None:
    """Telegram may still hand over a kind of update that the bot no longer asks for."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/menu")
    before = await everything(town)
    town.world.updates.allowed = EVERY_KIND
    town.world.rewrite(next(m for m in anna.messages if m.sender is anna.user), "/zespol")
    await town.settled()
    assert await has_handled(town, town.world.updates.last_id)
    assert await everything(town) == before


# --- who can be reached ----------------------------------------


async def unreachable(town: Town) -> list[str]:
    async with town.database.transaction() as session:
        gone = select(Row.name).where(col(Row.unreachable_since).is_not(None))
        return list((await session.exec(gone)).all())


async def test_a_group_says_nothing_about_who_can_be_reached(town: Town) -> None:
    """Taking the bot out of a group is no blocking it, and to write there is not to take a block back."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    ewa = await town.meets("Ewa Lis", Role.SPECIALIST, "Niepołomice")
    await ewa.block()
    assert await unreachable(town) == ["Ewa Lis"]
    chat = await gathers(town, anna, ewa)
    await ewa.say("/status@obwarzanek_bot", to=chat)
    town.world.set_presence(chat, anna.user, "kicked")
    await town.settled()
    assert await unreachable(town) == ["Ewa Lis"]


async def test_a_stranger_who_blocks_the_bot_is_not_remembered(town: Town) -> None:
    tomasz = Person(town.world, "Tomasz")
    await tomasz.block()
    async with town.database.transaction() as session:
        assert (await session.exec(sa.select(sa.func.count()).select_from(Row))).scalar() == 0  # type: ignore[call-overload]


async def test_thrown_out_before_it_could_answer(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    chat = await gathers(town, anna)
    town.world.write(anna.user, chat, {"text": "/status@obwarzanek_bot", "entities": [HERO]})
    town.world.set_presence(chat, anna.user, "kicked")
    await town.settled()
    assert said_in(chat, town) == []
    await anna.say("/menu")
    anna.sees("Co robimy?")
    assert await unhandled(town) == [] and await unreachable(town) == []
