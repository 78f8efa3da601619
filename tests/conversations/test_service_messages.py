"""What Telegram notes in a private chat by itself is no message to the bot: silence. What people send is answered."""

from typing import Any

import pytest

from models.people.permission import Role
from tests.conftest import Town

NOTES: dict[str, dict[str, Any]] = {
    "auto_delete": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}},
    "background": {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🌧"}}},
    "write_access": {"write_access_allowed": {"from_request": True}},
    "of_a_later_version": {"nobody_knows_yet": {"what": "this is"}},
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
@pytest.mark.parametrize("asked", [False, True], ids=["idle", "in a dialog"])
async def test_what_telegram_notes_is_not_answered(town: Town, note: dict[str, Any], asked: bool) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    if asked:
        await anna.say("/ryzyko")
    await anna.causes(**note)
    anna.sees_nothing()
    await anna.send_sticker()
    anna.sees("Tego nie umiem zapisać.")


async def test_a_pin_is_not_answered(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/menu")
    await anna.causes(pinned_message=anna.messages[-1].json())
    anna.sees_nothing()


@pytest.mark.parametrize("kind", ["video", "video_note", "audio"])
async def test_what_somebody_sends_is_answered(town: Town, kind: str) -> None:
    """Though it cannot be kept."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    file = {"file_id": "BAAD1", "file_unique_id": "U1", "duration": 1, "width": 1, "height": 1, "length": 1}
    await anna.causes(**{kind: file})
    anna.sees("Tego nie umiem zapisać.")


async def test_a_gif_is_kept_as_a_document(town: Town) -> None:
    """Telegram calls it both, and sends it again as either."""
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko")
    await anna.tap("🔴")
    await anna.send_animation("Tak się osuwa skarpa")
    await jan.tap("📎 1", on=jan.sees("Tak się osuwa skarpa"))
    assert [file.kind for file in jan.files] == ["animation"]


async def test_a_film_a_story_and_a_poll_are_answered_and_the_question_waits(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko")
    await anna.tap("🔴")
    for sends in (anna.send_video(), anna.send_story(), anna.send_poll("Kiedy?", "dziś", "jutro")):
        await sends
        anna.sees("Tego nie umiem zapisać.")
    await anna.say("Osuwa się skarpa")
    anna.sees("R-1")


async def test_what_is_forwarded_or_quotes_something_is_an_answer(town: Town) -> None:
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await anna.say("/ryzyko")
    await anna.tap("🔴")
    await jan.say("Osuwa się skarpa")
    await anna.forward(jan.said("skarpa"))
    anna.sees("R-1")
    await jan.tap("💬 Zapytaj", on=jan.sees("Osuwa się skarpa"))
    await jan.say("Gdzie i od kiedy?")
    await anna.quote(anna.sees("Gdzie i od kiedy?"), "od kiedy", "Od wczoraj")
    jan.sees("Od wczoraj")
