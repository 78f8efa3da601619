"""Turns a letter into a call of the Bot API, and Telegram's answer into the outcome of the letter."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.delivery.transport import Upload, call, wait_asked_by
from models.mail.outbox import NewLetter, State

log = logging.getLogger(__name__)

NO_VOICE = "voice_messages_forbidden"
"""A part of Telegram's refusal, in lower case, when somebody forbids voice messages."""
REFUSED_AS = {
    "message is not modified": State.SENT,
    "chat not found": State.UNREACHABLE,
    "user not found": State.UNREACHABLE,
    "peer_id_invalid": State.UNREACHABLE,
}
"""The outcome of a refused letter (400), by the lower-case beginning of the refusal."""

READ_AT_MOST = 2 * 2**20
"""Bytes of a file that somebody sends to be read."""
LONGEST_PAUSE = 60.0
REMEMBERED = 1200


async def make_call(bot: Bot, letter: NewLetter, arguments: dict[str, Any]) -> Any:
    """Return Telegram's result; a forbidden voice message goes as a document with the same words and buttons."""
    try:
        return await call(bot, letter.method, arguments, upload=_upload(letter))
    except BadRequest as error:
        if letter.method != "send_voice" or NO_VOICE not in error.message.lower():
            raise
    file = await bot.get_file(arguments.pop("voice"))
    said = Upload("document", "voice.ogg", bytes(await file.download_as_bytearray()))
    # otherwise Telegram would turn it into a voice message again
    arguments["disable_content_type_detection"] = True
    return await call(bot, "send_document", arguments, upload=said)


async def fetch(bot: Bot, file_id: str) -> bytes | None:
    """What somebody sent; None where Telegram does not give it now, or it is larger than anything that is read."""
    try:
        file = await bot.get_file(file_id)
        is_small = file.file_size is not None and file.file_size <= READ_AT_MOST
        return bytes(await file.download_as_bytearray()) if is_small else None
    except TelegramError as error:
        log.warning("a file was not fetched: %s", type(error).__name__)
        return None


def _upload(letter: NewLetter) -> Upload | None:
    if letter.file is None:
        return None
    assert letter.file_name is not None, "a file has a name"  # noqa: S101
    return Upload("photo" if letter.method == "send_photo" else "document", letter.file_name, letter.file)


def refused_as(error: TelegramError) -> State:
    """The outcome of a letter that Telegram refuses."""
    if isinstance(error, Forbidden):
        return State.UNREACHABLE
    return REFUSED_AS.get(error.message.partition(":")[0].lower(), State.REFUSED)


def outcome_of(
    letter: NewLetter, state: State, *, message_id: int | None = None, refusal: str | None = None
) -> dict[str, Any]:
    """The columns of a letter that change when it is settled."""
    return {
        "id": letter.id,
        "state": state,
        "message_id": message_id,
        "refusal": refusal,
        "attempts": letter.attempts + 1,
    }


async def attempt(make: Callable[[], Awaitable[Any]], *, times: int = 1) -> None:
    """Make a call that may fail; repeat it up to ``times`` while Telegram asks to wait."""
    for _ in range(times):
        try:
            await make()
        except TelegramError as error:
            log.info("not said: %s", error.message)
            if not (wait := wait_asked_by(error)):
                return
            await asyncio.sleep(wait)
        else:
            return


def pause(attempts: int, longest: float = LONGEST_PAUSE) -> float:
    """Seconds before the next attempt: doubling, with jitter."""
    return min(longest, 0.25 * 2.0 ** min(attempts, 16)) * random.uniform(0.5, 1)  # noqa: S311


def remember(those: dict[int, int], letter_id: int, what: int) -> None:
    """Remember the newest entries, at most ``REMEMBERED``."""
    those[letter_id] = what
    if len(those) > REMEMBERED:
        those.pop(next(iter(those)))
