"""Rule 4: a button is believed in nothing. Whatever a manipulated client sends has no effect and breaks nothing."""

from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot.conversation.buttons import VERSION, Answer, Choice, Data
from handlers.risk.details import CHOICES, PARTS, RATINGS
from tests.fire.fixtures import ELSEWHERE, SCENE, Scenery, draft_of, in_dialog, tap_on
from tests.fire.offers import OFFERS, Offer
from tests.fire.rehearsal import Ear, Rehearsal
from tests.fire.test_rights import is_refused
from tests.fire.test_rights import rehearsal as rehearsal
from tests.fire.test_rights import scenery as scenery
from tests.rows import certain

STALE = "Ten przycisk jest już nieaktualny."
LIMIT = 64
HUGE = 2**31
A_LIGHT = "status.ask_light.light"


def so_often(count: int) -> examples:
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    return examples(max_examples=count, suppress_health_check=slow)


class Forger:
    """Somebody with a manipulated client, maybe in the middle of a dialog."""

    def __init__(self, scenery: Scenery, rehearsal: Rehearsal, caplog: pytest.LogCaptureFixture) -> None:
        self.scenery, self.rehearsal, self.caplog = scenery, rehearsal, caplog

    async def sends(
        self, who: str, data: str, *, key: str = "status.ask_light.light", offers: str | None = None
    ) -> Ear:
        """In the dialog to which the button belongs."""
        actor = self.scenery.actors[who]
        conversation = OFFERS[key].conversation
        scene = None
        if conversation is not None and conversation.steps:
            other = self.scenery.actors["chair" if who != "chair" else "specialist"]
            draft = draft_of(conversation.name, self.scenery.own, key)
            scene = in_dialog(conversation, draft, actor, other, parked=False, offers=offers, step=OFFERS[key].step)
        message = next(message for message in actor.phone.messages if message.buttons)
        ear = await self.rehearsal.play(lambda: self.rehearsal.world.tap(actor.phone.user, message, data), scene)
        failures = [record.getMessage() for record in self.caplog.records if record.exc_info]
        assert failures == [], f"{who} sends {data!r}"
        return ear

    async def has_no_effect(self, who: str, data: str, **scene: Any) -> Ear:
        ear = await self.sends(who, data, **scene)
        assert not self.rehearsal.has_changed, f"{who} sends {data!r}"
        return ear


@pytest.fixture
def forger(scenery: Scenery, rehearsal: Rehearsal, caplog: pytest.LogCaptureFixture) -> Forger:
    return Forger(scenery, rehearsal, caplog)


# --- what is no button at all ----------------------------------------

TAGS = sorted({offer.tap.tag for offer in OFFERS.values()})
NOISE = st.one_of(
    st.text(max_size=LIMIT),
    st.binary(max_size=LIMIT).map(lambda raw: raw.decode("utf-8", "replace")),
    st.lists(st.sampled_from(["1", "2", "|", "||", *TAGS, "٣", "²", "\x00", "'; --", "1.1"]), max_size=8).map("".join),
    st.builds("{}|{}|{}".format, st.sampled_from(["0", "2", "", "1 ", "I"]), st.sampled_from(TAGS), st.text()),
).map(lambda text: text.encode()[:LIMIT].decode("utf-8", "ignore"))


async def noise(forger: Forger, data: str, who: str) -> None:
    assume(data)
    read = Data.read(data)
    assume(read is None or (read.tag not in TAGS and read.tag != "dialog.open"))
    ear = await forger.has_no_effect(who, data)
    assert ear.words == [STALE]


# --- a button with fields that it never has ----------------------------------------

NUMBERS = ["", "x", "-1", str(HUGE), str(-HUGE - 1), "9" * 40, "1e9", "1.5", "NaN", "0x1", "１；", "null", "[1]"]
DAYS = ["", "x", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "-1", "26", "1e30"]
WORDS = ["", "x", "OFFICE", "nope", "' OR 1=1", "𓂀", "None"]


def impossible(annotation: Any) -> list[str]:
    kinds = get_args(annotation) or (annotation,)
    if str in kinds:
        return []
    values = NUMBERS if int in kinds else DAYS if date in kinds else WORDS
    # left empty it is none
    return [value for value in values if value] if NoneType in kinds else values


@st.composite
def misshapen(draw: st.DrawFn) -> tuple[str, str]:
    """A button, and data with one field that is wrong, or with one too few or too many."""
    offer = OFFERS[draw(st.sampled_from(list(OFFERS)))]
    fields = ["1"] * len(offer.fields)
    wrong = [(at, value) for at, kind in enumerate(offer.fields.values()) for value in impossible(kind)]
    way = draw(st.integers(0 if wrong else 1, 2)) if fields else 2
    if way == 0:
        at, value = draw(st.sampled_from(wrong))
        fields[at] = value
    elif way == 1:
        fields.pop()
    else:
        fields.append(draw(st.sampled_from(["", "1", "x"])))
    return offer.key, offer.packed(draw(st.sampled_from(["", f"{SCENE}.1"])), fields)


async def wrong_fields(forger: Forger, key: str, data: str, who: str) -> None:
    assume(len(data.encode()) <= LIMIT)
    ear = await forger.has_no_effect(who, data, key=key)
    assert ear.words == [STALE], f"{data!r}"


# --- a button of another question, another person, another time ----------------------------------------

STAMPS = [
    "", "x", ".", "1", "x.y", "-1.1", "0.0", f"{SCENE}", f"{SCENE}.", f".{SCENE}", f"{SCENE}.0", f"{SCENE}.2",
    f"{SCENE}.-1", f"{SCENE}.1.1", f"{ELSEWHERE}.1", f"{HUGE}.1", f"{'9' * 30}.1", f"{SCENE}.{'9' * 30}", "².²",
]  # fmt: skip
BOUND = [offer.key for offer in OFFERS.values() if offer.bound]
UNBOUND = [offer.key for offer in OFFERS.values() if not offer.bound and offer.key != "settings.language"]
"""But for the language, which everybody may choose."""


def stamped(forger: Forger, key: str, stamp: str) -> str:
    actor = forger.scenery.actors["office"]
    data = certain(Data.read(tap_on(OFFERS[key], forger.scenery.own, actor, own=True).pack(f"{SCENE}.1")))
    return "|".join((VERSION, data.tag, stamp, *data.fields))


async def wrong_stamp(forger: Forger, key: str, stamp: str, who: str) -> None:
    data = stamped(forger, key, stamp)
    assume(len(data.encode()) <= LIMIT)
    ear = await forger.has_no_effect(who, data, key=key)
    assert ear.words == [STALE]


# --- a button about rows that there are not ----------------------------------------


def possible(name: str, annotation: Any, offer: Offer) -> st.SearchStrategy[str]:
    if offer.tap is Choice and name in POSITIONS:
        return st.just("0")
    if offer.key in OFFERED:
        return st.sampled_from(OFFERED[offer.key])
    if annotation is int:
        # what was offered is there, or was; anything else is not among what the dialog has noted
        return (st.integers(0, 20) if offer.tap is Choice else st.integers(0, 20) | st.integers(0, HUGE - 1)).map(str)
    if annotation in (bool, bool | None):
        return st.booleans().map(str)
    if annotation is date:
        return st.dates(date(1990, 1, 1), date(2099, 12, 31)).map(str)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from([str(member.value) for member in annotation])
    return st.sampled_from(["pl", "en", "menu", "start", "member", "x"])


POSITIONS = ("at",)
"""In what the dialog itself holds."""
OFFERED = {
    "risk_details.ask_overview.kind": [str(kind) for kind in (*CHOICES, *PARTS)],
    "risk_details.ask_overview.rating": [str(kind) for kind in RATINGS],
}
"""Where no more of a kind than these is ever offered."""


@st.composite
def plausible(draw: st.DrawFn, keys: list[str]) -> tuple[str, str]:
    """A button, and data of the right shape with any numbers."""
    offer = OFFERS[draw(st.sampled_from(keys))]
    return offer.key, offer.packed(
        f"{SCENE}.1", [draw(possible(name, kind, offer)) for name, kind in offer.fields.items()]
    )


def _noted(data: str) -> str:
    """What its dialog notes where the button was offered."""
    version, tag, _stamp, *fields = data.split("|")
    return "|".join((version, tag, "", *fields)) if tag in (Answer.tag, Choice.tag) else tag


async def any_rows_by_a_stranger(forger: Forger, data: str) -> None:
    await forger.has_no_effect("stranger", data)


async def any_rows(forger: Forger, key: str, data: str, who: str) -> None:
    """Whether allowed or refused: nothing breaks, and the person hears something."""
    ear = await forger.sends(who, data, key=key, offers=_noted(data))
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
async def test_wrong_stamps(forger: Forger, key: str, stamp: str, who: str) -> None:
    await wrong_stamp(forger, key, stamp, who)


@so_often(100)
@given(plausible(UNBOUND))
async def test_any_rows_by_a_stranger(forger: Forger, tap: tuple[str, str]) -> None:
    await any_rows_by_a_stranger(forger, tap[1])


@so_often(200)
@given(plausible(list(OFFERS)), EVERYBODY)
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
            await any_rows(forger, *data.draw(plausible(list(OFFERS))), who)


async def test_a_question_takes_only_the_buttons_it_was_drawn_with(forger: Forger) -> None:
    """The right stamp on a button of another step: nobody skips what comes between, not even in their own dialog."""
    for key in BOUND:
        ear = await forger.has_no_effect("coordinator", stamped(forger, key, f"{SCENE}.1"), key=key, offers="a.b\nc.d")
        assert ear.words == [STALE], key


async def test_days_that_nobody_reckons_with(forger: Forger) -> None:
    for key in ("absence.ask_first.day", "absence.ask_last.day"):
        for day in DAYS:
            ear = await forger.has_no_effect("coordinator", OFFERS[key].packed(f"{SCENE}.1", [day]), key=key)
            assert ear.words == [STALE], day


async def test_the_button_of_somebody_elses_question(forger: Forger) -> None:
    for key in BOUND:
        ear = await forger.has_no_effect("office", stamped(forger, key, f"{ELSEWHERE}.1"), key=key)
        assert is_refused(ear), key
