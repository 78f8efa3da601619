"""What people type is understood as they mean it, and nothing they type breaks anything."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Words
from handlers.project.views import amount as shown
from models.people.person import phone_number, proper_name
from models.reading.words import fold, in_order, read_amount, read_number, same_name, tidy

TYPED = st.text(alphabet="0123456789 .,-/'rzłtysmlndpaź\u00a0½²٣", max_size=30) | st.text(max_size=30)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,2 mln", "1200000"),
        ("1.2 mln zł", "1200000"),
        ("1,250 mln", "1250000"),
        ("1 250 000", "1250000"),
        ("1\u00a0250\u202f000 zł", "1250000"),
        ("1250000,50 zł", "1250000.5"),
        ("1250000,5", "1250000.5"),
        ("1.250.000", "1250000"),
        ("1.250.000,50", "1250000.5"),
        ("1,250,000.50 PLN", "1250000.5"),
        ("1.250", "1250"),
        ("300 tys.", "300000"),
        ("300 tys. zł", "300000"),
        ("300TYS", "300000"),
        ("2 miliony złotych", "2000000"),
        ("1,5 mld", "1500000000"),
        ("1.250,5 tys. zł", "1250500"),
        ("1'250'000", "1250000"),
        ("1.2 million", "1200000"),
        ("0", "0"),
        ("0,99", "0.99"),
        ("1 złoty", "1"),
        ("3 złote", "3"),
        ("5 złotych", "5"),
        ("1 250 zł", "1250"),
        ("1 250,5 tys. zł", "1250500"),
        ("1,2345 mln", "1234500"),
        ("1250000,", "1250000"),
        ("0,50 zł", "0.5"),
    ],
)
def test_amounts(typed: str, amount: str) -> None:
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    ["", "dużo", "mln", "-5", "0,125", "1,2,3", "1.25.000", "1e5", "½", "nan", "1 mln 200 tys.", "ok. 5 mln", "5 €",
     "45 000 45 000", "1 250 000 1 250 000", "12 50", "1250 000", "1 2500", "1 250.000", "1250.000", "0,500", "0 500",
     "1 250'000", "1 250 00", "1 000,5 00", "1 złotówka",
     "9" * 50, "<b>", "🚲"],
)  # fmt: skip
def test_what_is_no_amount(typed: str) -> None:
    assert read_amount(typed) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [("24", 24), (" 24 ", 24), ("0", 0), ("1 250", 1250), ("1250", 1250), ("12 50", None), ("-1", None), ("1,5", None),
     ("٣", None), ("", None), ("dużo", None), ("9" * 5000, None)],
)  # fmt: skip
def test_numbers(typed: str, number: int | None) -> None:
    assert read_number(typed) == number


@given(TYPED)
def test_any_amount_can_be_read(typed: str) -> None:
    amount = read_amount(typed)
    assert amount is None or (amount >= 0 and amount == round(amount, 2))


@given(amount=st.decimals(0, 10**12, places=2))
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_amount_is_read_as_the_bot_writes_it(amount: Decimal, language: str) -> None:
    assert read_amount(shown(Words(language), amount)) == amount
    for typed in (f"{amount:.2f}".replace(".", ","), f"{amount:,.2f}".replace(",", " ").replace(".", ",") + " zł"):
        assert read_amount(typed) == amount


@given(name=st.text(min_size=1, max_size=12), hidden=st.text(st.characters(categories=["Cf"]), min_size=1, max_size=3))
def test_what_is_not_seen_is_neither_kept_in_a_name_nor_compared(name: str, hidden: str) -> None:
    with_hidden = hidden.join(["", *name, ""])
    assert tidy(with_hidden) == tidy(name)
    assert fold(with_hidden) == fold(name)
    assert proper_name(with_hidden) == proper_name(name)


def test_a_name_that_nobody_can_see_is_none() -> None:
    assert proper_name("\u3164\u3164") is None
    assert proper_name("\u202eAn\u00adna\u200b Nowak\ufeff") == "Anna Nowak"
    assert phone_number("\u202a+48\u00a0600 100 200\u202c") == "+48 600 100 200"


ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
polish = st.text(st.sampled_from(ALPHABET + " "), max_size=6)


@given(st.lists(polish, max_size=6))
def test_names_stand_as_in_the_polish_alphabet(names: list[str]) -> None:
    """Letter by letter, a space before all; whatever the case, and however the letters are made up."""
    by_places = sorted(names, key=lambda name: [ALPHABET.find(letter) for letter in name])
    assert in_order(names, str) == by_places
    odd = [unicodedata.normalize("NFD", name.upper()) for name in names]
    assert in_order(odd, str) == [unicodedata.normalize("NFD", name.upper()) for name in by_places]


def test_other_letters_stand_by_those_they_are_made_of() -> None:
    names = ["Łącznik", "Lipowa", "Lzy", "Ścieżka", "Staw", "Żuraw", "Źródło", "Zebra", "Élan", "Ela", "Ez", "Ęa"]
    expected = ["Ela", "Élan", "Ez", "Ęa", "Lipowa", "Lzy", "Łącznik", "Staw", "Ścieżka", "Zebra", "Źródło", "Żuraw"]
    assert in_order(names, str) == expected


def test_names_are_compared_whatever_their_spelling() -> None:
    assert fold("ŚWIĄTNIKI Górne") == "swiatniki gorne" == fold("s\u0301wia\u0328tniki go\u0301rne")
    assert fold("Łódź") == "lodz"
    assert fold("Zażółć GĘŚLĄ Jaźń") == "zazolc gesla jazn"
    assert same_name("Zofia Łęcka", "LECKA,  zofia") and not same_name("Zofia Łęcka", "Zofia Łęcka-Nowak")
    assert tidy("  Trasa\n rowerowa\t\0Wisła ") == "Trasa rowerowa Wisła"
