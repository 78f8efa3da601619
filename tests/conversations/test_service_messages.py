"""What Telegram notes in a private chat by itself is no message to the bot: silence."""

from typing import Any

import pytest

from models.right import Role
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


@pytest.mark.parametrize("kind", ["video", "video_note", "animation", "audio"])
async def test_what_somebody_sends_is_answered(town: Town, kind: str) -> None:
    """Though it cannot be kept."""
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    file = {"file_id": "BAAD1", "file_unique_id": "U1", "duration": 1, "width": 1, "height": 1, "length": 1}
    await anna.causes(**{kind: file})
    anna.sees("Tego nie umiem zapisać.")
