"""Rule 4: a button is believed in nothing."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sqlmodel import select

from bot.conversation.buttons import Button, Choice, Data, Tap, markup, paged, search
from bot.conversation.flow import Listed
from bot.conversation.picker import Item, Pick
from handlers.status.draft import StatusDraft
from handlers.status.views.answer import Fill, Same
from models.mail.dialog import Dialog
from models.people.permission import Role
from models.status.answer import Light, StatusAnswer
from tests.conftest import WARSAW, Town, on_one_engine
from tests.rows import certain

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)

FORGED = [
    "1",
    "1|status.same",
    "1|status.same||",
    "1|status.same||x",
    "1|status.same||999999",
    "1|status.same||1|2",
    "2|status.same||1",
    "1|no.such||1",
    "1|choice|1.1||g",
    "1|choice|999.1||g",
    "1|choice|||g",
    "1|choice|x.y||g",
    "1|choice|1.1||purple",
    "1|answer|1.1|same",
    "1|page|1.1|1",
    "1|dialog.back||17",
    "1|dialog.back||x",
    "1|dialog.open||no_such",
    "1|dialog.open||announcement",
    "1|report.yes_open|",
    "|" * 60,
    "żółć" * 8,
]


@on_one_engine
@pytest.mark.parametrize("data", FORGED)
async def test_forged_data_has_no_effect(town: Town, data: str) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    await town.move_to(FRIDAY)
    message = anna.messages[-1]
    await anna.tap_data(data, on=message)
    assert anna.toast or "uprawnień" in anna.screen()
    async with town.database.transaction() as session:
        assert (await session.exec(select(StatusAnswer))).all() == []
        assert (await session.exec(select(Dialog))).all() == []


async def test_the_buttons_of_another_commune_are_refused(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    marek = await town.meets("Marek Wilga", Role.COORDINATOR, "Skawina")
    await town.has_projects("Niepołomice", "Trasa")
    await town.has_projects("Skawina", "Park")
    await town.move_to(FRIDAY)
    [of_anna] = [b["callback_data"] for b in anna.messages[-1].buttons[0] if "Bez zmian" in b["text"]]
    for data in (of_anna, of_anna.replace("same", "fill"), of_anna.replace("same", "later")):
        await marek.tap_data(data, on=marek.messages[-1])
        marek.sees_toast("Do tego nie masz uprawnień.")
        marek.sees_nothing()


async def test_a_button_of_an_answered_question_is_stale(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa", "Park")
    await town.move_to(FRIDAY)
    await anna.tap("✏️ Wypełnij")
    await anna.tap("Trasa")
    first = anna.sees("pierwszy raz")
    green = next(b["callback_data"] for row in first.buttons for b in row if "🟢" in b["text"])
    await anna.tap("🟢")
    anna.sees("🟢 Trasa")
    await anna.tap_data(green, on=first)
    anna.sees_toast("Ten przycisk jest już nieaktualny.")
    anna.sees_nothing()


# --- what a tap carries ----------------------------------------


@given(st.integers(0, 2**31 - 1), st.sampled_from(list(Light)))
def test_taps_come_back_as_they_were(number: int, light: Light) -> None:
    for tap, stamp in ((Same(obligation=number), ""), (Fill(obligation=number), ""), (Choice.to(light), f"{number}.3")):
        data = certain(Data.read(tap.pack(stamp)))
        assert data.tag == tap.tag
        assert type(tap).unpack(data) == tap
        assert data.stamp == (stamp if tap.bound else "")


@given(st.text(max_size=64))
def test_any_text_is_read_or_refused(text: str) -> None:
    data = Data.read(text)
    if data is not None:
        assert Same.unpack(data) is None or isinstance(Same.unpack(data), Same)


class Turned(Tap, tag="test.page"):
    page: int


@pytest.mark.parametrize(("count", "page", "shown"), [(0, 0, 0), (8, 0, 8), (9, 0, 8), (9, 1, 1), (300, 99, 4)])
def test_long_lists_have_eight_a_page(count: int, page: int, shown: int) -> None:
    rows = paged([Button(f"{number}", Turned(page=0)) for number in range(count)], page, lambda p: Turned(page=p))
    arrows = 1 if count > 8 else 0
    assert len(rows) - arrows == shown


def test_a_list_of_several_kinds_with_two_in_a_row() -> None:
    things = [Item(f"{number}", number, choice="commune" if number else None) for number in range(17)]
    first, second = (Pick(Markup("?"), things, columns=2).drawn(Listed(page=page)).keyboard for page in (0, 1))
    assert [len(row) for row in first] == [2] * 8 + [3]
    assert [button.does for button in first[0]] == [Choice.to(0), Choice.to(1, "commune")]
    assert [button.label for button in second[0]] == ["16"]


def test_labels_are_cut_at_a_word() -> None:
    [[button]] = markup([[Button("Termomodernizacja " * 20, Turned(page=1))]])["inline_keyboard"]
    assert len(button["text"]) <= 60 and button["text"].endswith("…")


@pytest.mark.parametrize(
    ("words", "found"),
    [("niepol", ["Niepołomice"]), ("SWIATNIKI", ["Świątniki Górne"]), ("wieli", ["Wieliczka"]), ("xyz", [])],
)
def test_polish_letters_match_with_or_without_diacritics(words: str, found: list[str]) -> None:
    names = ["Niepołomice", "Świątniki Górne", "Wieliczka", "Kraków"]
    assert search(names, words, str) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nowak anna", ["Anna Nowak · Skawina"]),
        ("NOWAK,  Anna", ["Anna Nowak · Skawina"]),
        ("zak skaw", ["Adam Żak · Skawina"]),
        ("skawina a", ["Anna Nowak · Skawina", "Adam Żak · Skawina"]),
        ("nowak ana", ["Anna Nowak · Skawina"]),
        ("łęcka zofia", ["Zofia Łęcka · Wieliczka"]),
        ("lecka zofja", ["Zofia Łęcka · Wieliczka"]),
        ("nowak zofia", []),
        ("·", []),
    ],
)
def test_every_word_is_looked_for_in_any_order(words: str, found: list[str]) -> None:
    names = ["Anna Nowak · Skawina", "Adam Żak · Skawina", "Zofia Łęcka · Wieliczka"]
    assert search(names, words, str) == found


def test_a_draft_survives_its_row() -> None:
    draft = StatusDraft(obligation=1, projects=[], lines={7: {"project_id": 7, "light": "a"}})
    assert StatusDraft.model_validate(draft.model_dump(mode="json")) == draft
