"""Rule 4: a button is believed in nothing. Whatever a manipulated client sends has no effect and breaks nothing."""

import asyncio
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlmodel import select

from bot.buttons import VERSION, Data, Tap
from bot.playground import Person
from bot.playground.updates import KINDS as EVERY_KIND
from handlers.status_project import Lit
from handlers.status_views import Same
from models.answer import Light, StatusAnswer
from models.inbox import InboxUpdate
from models.right import Role
from tests.conftest import Town, on_both_engines
from tests.fire.places import ELSEWHERE, FRIDAY, SCENE, Scenery, draft_of, in_dialog, tap_on
from tests.fire.rehearsal import Ear, Rehearsal
from tests.fire.test_rights import KINDS, is_refused
from tests.fire.test_rights import rehearsal as rehearsal
from tests.fire.test_rights import scenery as scenery

STALE = "Ten przycisk jest już nieaktualny."
LIMIT = 64
HUGE = 2**31


def so_often(count: int) -> examples:
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    return examples(max_examples=count, deadline=None, suppress_health_check=slow, derandomize=True, database=None)


class Forger:
    """Somebody with a manipulated client, maybe in the middle of a dialog."""

    def __init__(self, scenery: Scenery, rehearsal: Rehearsal, caplog: pytest.LogCaptureFixture) -> None:
        self.scenery, self.rehearsal, self.caplog = scenery, rehearsal, caplog

    async def sends(self, who: str, data: str, *, tag: str = "status.light", offers: str | None = None) -> Ear:
        """In the dialog to which the button with this tag belongs."""
        actor = self.scenery.actors[who]
        conversation, _ = KINDS[tag]
        scene = None
        if conversation is not None and conversation.steps:
            other = self.scenery.actors["chair" if who != "chair" else "specialist"]
            draft = draft_of(conversation.name, self.scenery.own, tag)
            scene = in_dialog(conversation, draft, actor, other, parked=False, offers=offers)
        message = next(message for message in actor.phone.messages if message.buttons)
        ear = await self.rehearsal.play(lambda: self.rehearsal.world.tap(actor.phone.user, message, data), scene)
        failures = [record.getMessage() for record in self.caplog.records if record.exc_info]
        assert failures == [], f"{who} sends {data!r}"
        return ear

    async def has_no_effect(self, who: str, data: str, **scene: Any) -> Ear:
        before = await self.rehearsal.before()
        ear = await self.sends(who, data, **scene)
        assert self.rehearsal.seen == before, f"{who} sends {data!r}"
        return ear


@pytest.fixture
def forger(scenery: Scenery, rehearsal: Rehearsal, caplog: pytest.LogCaptureFixture) -> Forger:
    return Forger(scenery, rehearsal, caplog)


# --- what is no button at all ----------------------------------------

NOISE = st.one_of(
    st.text(max_size=LIMIT),
    st.binary(max_size=LIMIT).map(lambda raw: raw.decode("utf-8", "replace")),
    st.lists(st.sampled_from(["1", "2", "|", "||", *KINDS, "٣", "²", "\x00", "'; --", "1.1"]), max_size=8).map("".join),
    st.builds("{}|{}|{}".format, st.sampled_from(["0", "2", "", "1 ", "I"]), st.sampled_from([*KINDS]), st.text()),
).map(lambda text: text.encode()[:LIMIT].decode("utf-8", "ignore"))


async def noise(forger: Forger, data: str, who: str) -> None:
    assume(data)
    read = Data.read(data)
    assume(read is None or (read.tag not in KINDS and read.tag != "dialog.open"))
    ear = await forger.has_no_effect(who, data)
    assert ear.words == [STALE]


# --- a button with fields that it never has ----------------------------------------

NUMBERS = ["", "x", "-1", str(HUGE), str(-HUGE - 1), "9" * 40, "1e9", "1.5", "NaN", "0x1", "１；", "null", "[1]"]
DAYS = ["", "x", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "-1", "26", "1e30"]
WORDS = ["", "x", "OFFICE", "nope", "' OR 1=1", "𓂀", "None"]


def impossible(kind: type[Tap], name: str) -> list[str]:
    annotation = kind.model_fields[name].annotation
    if annotation is int:
        return NUMBERS
    return DAYS if annotation is date else WORDS


@st.composite
def misshapen(draw: st.DrawFn) -> tuple[str, str]:
    """The tag of a button, and data with one field that is wrong, or with one too few or too many."""
    _, kind = KINDS[draw(st.sampled_from(list(KINDS)))]
    names = list(kind.model_fields)
    fields = ["1"] * len(names)
    way = draw(st.integers(0, 2)) if names else 2
    if way == 0:
        at = draw(st.integers(0, len(names) - 1))
        fields[at] = draw(st.sampled_from(impossible(kind, names[at])))
    elif way == 1:
        fields.pop()
    else:
        fields.append(draw(st.sampled_from(["", "1", "x"])))
    stamp = draw(st.sampled_from(["", f"{SCENE}.1"])) if kind.bound else ""
    return kind.tag, "|".join((VERSION, kind.tag, stamp, *fields))


async def wrong_fields(forger: Forger, tag: str, data: str, who: str) -> None:
    assume(len(data.encode()) <= LIMIT)
    ear = await forger.has_no_effect(who, data, tag=tag)
    assert ear.words == [STALE], f"{data!r}"


# --- a button of another question, another person, another time ----------------------------------------

STAMPS = [
    "", "x", ".", "1", "x.y", "-1.1", "0.0", f"{SCENE}", f"{SCENE}.", f".{SCENE}", f"{SCENE}.0", f"{SCENE}.2",
    f"{SCENE}.-1", f"{SCENE}.1.1", f"{ELSEWHERE}.1", f"{HUGE}.1", f"{'9' * 30}.1", f"{SCENE}.{'9' * 30}", "².²",
]  # fmt: skip
BOUND = [tag for tag, (_, kind) in KINDS.items() if kind.bound]
UNBOUND = [tag for tag, (_, kind) in KINDS.items() if not kind.bound and tag != "settings.language"]
"""But for the language, which everybody may choose."""


def stamped(forger: Forger, tag: str, stamp: str) -> str:
    actor = forger.scenery.actors["office"]
    data = Data.read(tap_on(KINDS[tag][1], forger.scenery.own, actor, own=True).pack(f"{SCENE}.1"))
    assert data is not None
    return "|".join((VERSION, tag, stamp, *data.fields))


async def wrong_stamp(forger: Forger, tag: str, stamp: str, who: str) -> None:
    data = stamped(forger, tag, stamp)
    assume(len(data.encode()) <= LIMIT)
    ear = await forger.has_no_effect(who, data, tag=tag)
    assert ear.words == [STALE]


# --- a button about rows that there are not ----------------------------------------


def possible(kind: type[Tap], name: str) -> st.SearchStrategy[str]:
    annotation = kind.model_fields[name].annotation
    if annotation is int:
        return st.one_of(st.integers(0, 20), st.integers(0, HUGE - 1)).map(str)
    if annotation is date:
        return st.dates(date(1990, 1, 1), date(2099, 12, 31)).map(str)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from([str(member.value) for member in annotation])
    return st.sampled_from(["pl", "en", "menu", "start", "member", "x"])


@st.composite
def plausible(draw: st.DrawFn, tags: list[str]) -> tuple[str, str]:
    """The tag of a button, and data of the right shape with any numbers."""
    _, kind = KINDS[draw(st.sampled_from(tags))]
    fields = [draw(possible(kind, name)) for name in kind.model_fields]
    return kind.tag, "|".join((VERSION, kind.tag, f"{SCENE}.1" if kind.bound else "", *fields))


async def any_rows_by_a_stranger(forger: Forger, data: str) -> None:
    await forger.has_no_effect("stranger", data)


async def any_rows(forger: Forger, tag: str, data: str, who: str) -> None:
    """Whether allowed or refused: nothing breaks, and the person hears something."""
    ear = await forger.sends(who, data, tag=tag, offers=tag)
    assert ear.toast is not None, f"{data!r}"


EVERYBODY = st.sampled_from(["office", "coordinator", "specialist", "removed", "stranger"])
"""Also those who may do everything: they have manipulated clients too."""


@so_often(120)
@given(NOISE, EVERYBODY)
async def test_noise(forger: Forger, data: str, who: str) -> None:
    await noise(forger, data, who)


@so_often(150)
@given(misshapen(), EVERYBODY)
async def test_wrong_fields(forger: Forger, tap: tuple[str, str], who: str) -> None:
    await wrong_fields(forger, *tap, who)


@so_often(150)
@given(st.sampled_from(BOUND), st.sampled_from(STAMPS), EVERYBODY)
async def test_wrong_stamps(forger: Forger, tag: str, stamp: str, who: str) -> None:
    await wrong_stamp(forger, tag, stamp, who)


@so_often(100)
@given(plausible(UNBOUND))
async def test_any_rows_by_a_stranger(forger: Forger, tap: tuple[str, str]) -> None:
    await any_rows_by_a_stranger(forger, tap[1])


@so_often(200)
@given(plausible(list(KINDS)), EVERYBODY)
async def test_any_rows(forger: Forger, tap: tuple[str, str], who: str) -> None:
    await any_rows(forger, *tap, who)


@pytest.mark.fire
@so_often(10_000)
@given(st.data(), EVERYBODY)
async def test_all_of_it_at_length(forger: Forger, data: st.DataObject, who: str) -> None:
    match data.draw(st.integers(0, 4)):
        case 0:
            await noise(forger, data.draw(NOISE), who)
        case 1:
            await wrong_fields(forger, *data.draw(misshapen()), who)
        case 2:
            await wrong_stamp(forger, data.draw(st.sampled_from(BOUND)), data.draw(st.sampled_from(STAMPS)), who)
        case 3:
            await any_rows_by_a_stranger(forger, data.draw(plausible(UNBOUND))[1])
        case _:
            await any_rows(forger, *data.draw(plausible(list(KINDS))), who)


async def test_a_question_takes_only_the_buttons_it_was_drawn_with(forger: Forger) -> None:
    """The right stamp on a button of another step: nobody skips what comes between, not even in their own dialog."""
    for tag in BOUND:
        ear = await forger.has_no_effect("coordinator", stamped(forger, tag, f"{SCENE}.1"), tag=tag, offers="a.b c.d")
        assert ear.words == [STALE], tag


async def test_days_that_nobody_reckons_with(forger: Forger) -> None:
    for tag in ("absence.from", "absence.until"):
        for day in DAYS:
            ear = await forger.has_no_effect("coordinator", f"{VERSION}|{tag}|{SCENE}.1|{day}", tag=tag)
            assert ear.words == [STALE], day


async def test_the_button_of_somebody_elses_question(forger: Forger) -> None:
    for tag in BOUND:
        ear = await forger.has_no_effect("office", stamped(forger, tag, f"{ELSEWHERE}.1"), tag=tag)
        assert is_refused(ear), tag


# --- over the network, with the bot at work ----------------------------------------


async def failures(town: Town) -> list[str | None]:
    async with town.database.transaction() as session:
        return [row.failure for row in (await session.exec(select(InboxUpdate))).all() if row.failure]


async def answers(town: Town) -> int:
    async with town.database.transaction() as session:
        return len((await session.exec(select(StatusAnswer))).all())


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
    green = next(b["callback_data"] for row in anna.sees("1/2").buttons for b in row if "🟢" in b["text"])
    stamp = green.split("|")[2]
    for number in (HUGE, -HUGE, 10**40):
        for data in (
            f"1|status.same||{number}", f"1|dialog.back||{number}", f"1|access.admit||{number}",
            f"1|status.light|{number}.1|g", f"1|status.page|{stamp}|{number}",
        ):  # fmt: skip
            await anna.tap_data(data)
            anna.sees_toast(STALE)
    await goes_on_answering(town, anna)


async def test_the_same_tap_twice_at_once(town: Town) -> None:
    """Of a button that stays, and of one that belongs to a question: the second tap finds it answered."""
    anna = await at_work(town)
    await anna.tap("✏️ Wypełnij")
    await anna.tap("🟢")
    asked = anna.sees("2/2")
    green = next(b["callback_data"] for row in asked.buttons for b in row if "🟢" in b["text"])
    taps = [town.world.tap(anna.user, asked, green) for _ in range(5)]
    await town.settled()
    assert [bool(tap.answer and tap.answer.get("text")) for tap in taps] == [False, True, True, True, True]
    summary = next(message for message in anna.messages if "Podsumowanie" in message.text)
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
    fill = prompt.buttons[0][1]["callback_data"]
    tapped(town, anna, message=old, data=fill)
    await town.settled()
    asked = anna.sees("1/2")
    half = next(b["callback_data"] for row in asked.buttons for b in row if "50%" in b["text"])
    green = next(b["callback_data"] for row in asked.buttons for b in row if "🟢" in b["text"])
    town.world.delete(asked)
    for data, seen in ((half, "[• 50%]"), (green, "2/2")):
        tapped(town, anna, message=old | {"message_id": asked.id}, data=data)
        await town.settled()
        anna.sees(seen)
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


async def test_a_storm_of_taps(town: Town) -> None:
    """A hundred taps of five people on each other's buttons at once: each is answered, each commune has its own."""
    anna = await at_work(town)
    others = [await town.meets(f"{name} Mak", Role.COORDINATOR, "Skawina") for name in ("Ewa", "Ola", "Jan", "Iza")]
    await town.has_projects("Skawina", "Most")
    same = anna.messages[-1].buttons[0][0]["callback_data"]
    stolen = [same, Same(obligation=2).pack(), Lit(light=Light.GREEN).pack("1.1")]
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
