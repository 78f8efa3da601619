"""[📊 Excel] of a call for data: numbers are exact numbers, what is lacking is said, sums and medians stand below."""

import io
from datetime import date, datetime
from decimal import Decimal

from python_calamine import CalamineWorkbook

from bot.texts import Words
from handlers.data.sheet import by_commune, by_field, signs, written
from models.calendar import Clock
from models.data.call import DataCall, DataField
from models.data.standing import Said, Stand, Told
from models.data.value import Kind, State
from tests.conftest import WARSAW

AT = datetime(2026, 12, 8, 10, tzinfo=WARSAW)
PLACES = DataField(id=1, call_id=1, position=0, name="Miejsca", kind=Kind.WHOLE, unit="szt.")
GRANT = DataField(id=2, call_id=1, position=1, name="Dotacja", kind=Kind.AMOUNT)
SINCE = DataField(id=3, call_id=1, position=2, name="Od kiedy", kind=Kind.DAY)
FIELDS = (PLACES, GRANT, SINCE)


GIVEN = Said(State.GIVEN, None, None, None, None, None, None, at=AT, late=False, author="Ewa Lis")


def test_what_is_written() -> None:
    of = DataCall(id=1, title="Żłobki", period="2026", sent_at=AT, due_at=AT, reminds=[], called_by_id=1)
    lacking = GIVEN._replace(
        state=State.LACKING, reason="=1+1", expected_on=date(2027, 2, 10), late=True, author="Jan Bąk"
    )
    told = [
        Told("Liszki", PLACES, GIVEN._replace(exact="10")),
        Told("Liszki", GRANT, GIVEN._replace(exact="1250.5")),
        Told("Liszki", SINCE, GIVEN._replace(exact="2026-09-01")),
        Told("Skawina", PLACES, GIVEN._replace(exact="21")),
        Told("Skawina", GRANT, lacking),
        Told("Skawina", SINCE, None),
    ]
    content = written(Words("pl"), Clock(WARSAW, "PL", now=lambda: AT), of, FIELDS, told)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    wide, long = (book.get_sheet_by_index(n).to_python(skip_empty_area=False) for n in (0, 1))
    assert book.sheet_names == ["gminy", "wartości"]
    assert wide == [
        ["gmina", "Miejsca [szt.]", "Dotacja", "Od kiedy"],
        ["Liszki", 10.0, 1250.5, date(2026, 9, 1)],
        ["Skawina", 21.0, "∅ brak danych: =1+1 (będą 10.02.2027)", ""],
        ["suma", 31.0, 1250.5, ""],
        ["mediana", 15.5, 1250.5, ""],
    ]
    assert long[5] == [
        "Skawina", "Dotacja", "", "", "brak danych", "=1+1", date(2027, 2, 10), "Jan Bąk", AT.replace(tzinfo=None),
        "tak", "2026",
    ]  # fmt: skip
    assert [row[4] for row in long[1:]] == ["podane", "podane", "podane", "podane", "brak danych", "bez odpowiedzi"]
    assert Decimal(str(long[2][3])) == Decimal("1250.5")


def test_of_many_communes_it_is_counted_who_has_said_what() -> None:
    counts = {(1, State.GIVEN, False): 1_700, (1, State.GIVEN, True): 3, (2, State.LACKING, False): 2_000}
    rows = by_field(signs((PLACES, GRANT), counts, asked=2_479))
    assert rows == [
        ("Miejsca", [("+", "1700"), ("Ø", "0"), ("–", "0"), ("!", "3"), ("…", "776")]),
        ("Dotacja", [("+", "0"), ("Ø", "2000"), ("–", "0"), ("!", "0"), ("…", "479")]),
    ]


def test_of_few_communes_those_of_which_most_is_lacking_come_first() -> None:
    def stand(commune: str, obligation_id: int, filled: int) -> Stand:
        return Stand(commune, obligation_id, None, None, None, filled=filled, lacking=0, returned=0, wanting=2 - filled)

    states = {(1, 1): (State.GIVEN, False), (1, 2): (State.LACKING, False), (2, 1): (State.GIVEN, True)}
    rows = by_commune((PLACES, GRANT), [stand("Liszki", 1, 2), stand("Skawina", 2, 0)], states)
    assert rows == [("Skawina", [("!", "!"), ("…", "…")]), ("Liszki", [("+", "+"), ("Ø", "Ø")])]
