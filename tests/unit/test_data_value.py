"""Values of data: kept exactly, read as they are written, odd where they are unlike the others."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Words
from handlers.data.values import number, shown, span
from models.calendar import Clock
from models.data.answer import NewValue
from models.data.call import DataField, reminders
from models.data.value import Kind, Odd, Range, State, exact, odd, read_range, read_value
from models.reading.words import read_decimal, tidy
from tests.conftest import WARSAW

TODAY = date(2026, 11, 24)
LANGUAGES = pytest.mark.parametrize("language", ["pl", "en"])
DECIMALS = st.decimals(-(10**15), 10**15, places=6)


def field(kind: Kind) -> DataField:
    return DataField(call_id=0, position=0, name="Miejsca", kind=kind)


def read(kind: Kind, text: str, *options: str) -> str | None:
    return read_value(kind, text, options, TODAY)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.WHOLE, "1 250", "1250"), (Kind.WHOLE, "1.250", "1250"), (Kind.WHOLE, "-3", "-3"), (Kind.WHOLE, "0", "0"),
        (Kind.WHOLE, "12,5", None), (Kind.WHOLE, "dużo", None),
        (Kind.DECIMAL, "1 250,5", "1250.5"), (Kind.DECIMAL, "1,250", "1.25"), (Kind.DECIMAL, "−0,5", "-0.5"),
        (Kind.DECIMAL, "1.250,5", "1250.5"), (Kind.DECIMAL, "0,1234567", None), (Kind.DECIMAL, "-0", "0"),
        (Kind.AMOUNT, "1.250,50 zł", "1250.5"), (Kind.AMOUNT, "1,2 mln", "1200000"), (Kind.AMOUNT, "0,125", None),
        (Kind.PERCENT, "12,5%", "12.5"), (Kind.PERCENT, "12,5 %", "12.5"), (Kind.PERCENT, "100", "100"),
        (Kind.YES_NO, "Tak", "yes"), (Kind.YES_NO, "no", "no"), (Kind.YES_NO, "może", None),
        (Kind.CHOICE, "w BUDOWIE", "1"), (Kind.CHOICE, "inne", None),
        (Kind.SEVERAL, "w budowie, Gotowe", "0,1"), (Kind.SEVERAL, "gotowe; w budowie", "0,1"),
        (Kind.SEVERAL, "gotowe", "0"), (Kind.SEVERAL, "gotowe, inne", None), (Kind.SEVERAL, ";", None),
        (Kind.DAY, "31.12.2026", "2026-12-31"), (Kind.DAY, "31.13", None),
        (Kind.TEXT, "Maria", None), (Kind.FILE, "plan.pdf", None),
    ],
)  # fmt: skip
def test_what_is_meant_by_what_is_typed(kind: Kind, typed: str, kept: str | None) -> None:
    assert read(kind, typed, "gotowe", "w budowie") == kept


@given(value=DECIMALS)
@LANGUAGES
def test_every_number_is_read_as_the_bot_writes_it(value: Decimal, language: str) -> None:
    assert read_decimal(number(Words(language), value)) == value
    assert Decimal(exact(value)) == value
    assert exact(Decimal(exact(value))) == exact(value)
    with_unit = shown(Words(language), field(Kind.PERCENT), NewValue(exact=exact(value)))
    assert read(Kind.PERCENT, with_unit) == exact(value)


@given(value=st.integers(-(10**9) + 1, 10**9 - 1))
@LANGUAGES
def test_every_whole_number_is_read_as_the_bot_writes_it(value: int, language: str) -> None:
    assert read(Kind.WHOLE, shown(Words(language), field(Kind.WHOLE), NewValue(exact=exact(value)))) == str(value)


OPTIONS = st.lists(st.text("abc, +", min_size=1).filter(str.strip).map(tidy), min_size=2, max_size=6, unique=True)


@given(options=OPTIONS, chosen=st.sets(st.integers(0, 5), min_size=1))
def test_options_are_read_as_the_bot_writes_them(options: list[str], chosen: set[int]) -> None:
    several = DataField(call_id=0, position=0, name="Trasy", kind=Kind.SEVERAL, options="\n".join(options))
    kept = ",".join(str(at) for at in sorted(chosen) if at < len(options))
    if kept:
        assert read(Kind.SEVERAL, shown(Words("pl"), several, NewValue(exact=kept)), *options) == kept


@given(value=DECIMALS.map(lambda value: round(abs(value), 2)))
@LANGUAGES
def test_every_amount_is_read_as_the_bot_writes_it(value: Decimal, language: str) -> None:
    assert read(Kind.AMOUNT, shown(Words(language), field(Kind.AMOUNT), NewValue(exact=exact(value)))) == exact(value)


@given(day=st.dates(date(1990, 1, 1), date(2099, 12, 31)))
@LANGUAGES
def test_every_day_is_read_as_the_bot_writes_it(day: date, language: str) -> None:
    assert read(Kind.DAY, shown(Words(language), field(Kind.DAY), NewValue(exact=exact(day)))) == exact(day)


@given(st.text(max_size=30), st.sampled_from(Kind))
def test_anything_can_be_typed(typed: str, kind: Kind) -> None:
    found = read(kind, typed, "a", "b")
    if found is not None and kind.is_number:
        assert exact(Decimal(found)) == found
    read_range(typed)


# --- ranges ----------------------------------------


@pytest.mark.parametrize(
    ("typed", "least", "most"),
    [("0–500", 0, 500), ("0-500", 0, 500), ("od 0 do 500", 0, 500), ("od 1", 1, None), ("do 100", None, 100),
     ("from 1 000 to 2 000", 1000, 2000), ("-5 - 5", -5, 5), ("0–100%", 0, 100)],
)  # fmt: skip
def test_ranges(typed: str, least: int | None, most: int | None) -> None:
    assert read_range(typed) == Range(*(Decimal(end) if end is not None else None for end in (least, most)))


@pytest.mark.parametrize("typed", ["500", "5–1", "", "od", "zwykle", "od a do b"])
def test_what_is_no_range(typed: str) -> None:
    assert read_range(typed) is None


@given(ends=st.tuples(DECIMALS, DECIMALS).map(sorted))
@LANGUAGES
def test_every_range_is_read_as_the_bot_writes_it(ends: list[Decimal], language: str) -> None:
    of = Range(*ends)
    assert read_range(span(Words(language), of)) == of
    assert of.takes(ends[0]) and of.takes(ends[1]) and not of.takes(ends[1] + 1)
    assert read_range(span(Words(language), Range(ends[0]))) == Range(ends[0])
    assert span(Words(language), Range()) == ""


# --- what is odd ----------------------------------------


@pytest.mark.parametrize(
    ("new", "before", "others", "why"),
    [
        (1250, 120, [], Odd.MORE), (1200, 120, [], None), (12, 120, [], None), (11, 120, [], Odd.LESS),
        (0, 120, [], Odd.LESS), (-1, 120, [], Odd.MORE), (5, 0, [], None), (5, None, [], None),
        (10**6, None, [1, 2, 3, 4], None), (10**6, None, [1, 2, 3, 4, 5], Odd.MORE_THAN_OTHERS),
        (1, None, [10**6] * 5, Odd.LESS_THAN_OTHERS), (10**6, None, [0] * 5, None),
    ],
)  # fmt: skip
def test_what_is_asked_about_once_more(new: int, before: int | None, others: list[int], why: Odd | None) -> None:
    last = Decimal(before) if before is not None else None
    assert odd(Decimal(new), last, [Decimal(other) for other in others]) is why


def test_of_what_is_lacking_the_reason_is_shown() -> None:
    lacking = NewValue(state=State.LACKING, reason="liczy powiat", expected_on=date(2027, 2, 10))
    assert shown(Words("pl"), field(Kind.WHOLE), lacking) == "∅ brak danych: liczy powiat (będą 10.02.2027)"


# --- when the silent are reminded ----------------------------------------


@pytest.mark.parametrize(
    ("due", "moments"),
    [
        # half-way, a working day before, on the day
        ("2026-12-08T15:00", ["2026-12-01T12:30", "2026-12-07T09:00", "2026-12-08T09:00"]),
        ("2026-11-26T15:00", ["2026-11-25T09:00", "2026-11-26T09:00"]),
        ("2026-11-24T15:00", []),
        # Friday comes before Monday
        ("2026-11-30T10:00", ["2026-11-27T09:00"]),
    ],
)
def test_reminders(due: str, moments: list[str]) -> None:
    sent_at = datetime(2026, 11, 24, 10, tzinfo=WARSAW)
    found = reminders(Clock(WARSAW, "PL"), sent_at, datetime.fromisoformat(due).replace(tzinfo=WARSAW).astimezone(UTC))
    local = [datetime.fromisoformat(at).astimezone(WARSAW).replace(tzinfo=None) for at in found]
    assert [at.isoformat(timespec="minutes") for at in local] == moments
