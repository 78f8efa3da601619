"""Files as the content of messages."""

import struct

from bot.playground.errors import bad_request
from bot.playground.things import File, Json

MAX_PHOTO = 10 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURES = (_PNG, b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


def photo_content(file: File) -> Json:
    """A photo in the sizes Telegram makes of it (here: a small one and the picture itself)."""
    if not file.details:
        file.details = _dimensions(file.data)
    small = file.json() | {"file_unique_id": f"S{file.id}", "width": 90, "height": 90}
    return {"photo": [small, file.json()]}


def document_content(file: File) -> Json:
    return {"document": file.json() | {"file_name": file.name, "mime_type": file.mime}}


def voice_content(file: File, duration: int = 0) -> Json:
    file.details = file.details or {"duration": duration}
    return {"voice": file.json() | {"mime_type": file.mime}}


def animation_content(file: File) -> Json:
    """A GIF is said to be a document as well."""
    file.details = file.details or {"width": 320, "height": 240, "duration": 2}
    named = {"file_name": file.name, "mime_type": file.mime}
    return {"animation": file.json() | named, "document": file.json() | named}


def video_content(file: File) -> Json:
    file.details = file.details or {"width": 320, "height": 240, "duration": 2}
    return {"video": file.json() | {"file_name": file.name, "mime_type": file.mime}}


CONTENT = {"photo": photo_content, "document": document_content, "voice": voice_content}


def file_id_of(content: Json) -> str | None:
    """The file a message carries."""
    if photo := content.get("photo"):
        return str(photo[-1]["file_id"])
    for kind in ("document", "voice", "sticker"):
        if kind in content:
            return str(content[kind]["file_id"])
    return None


def _dimensions(data: bytes) -> Json:
    if len(data) > MAX_PHOTO:
        raise bad_request("file is too big")
    if not data.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", data[16:24]) if data.startswith(_PNG) else (1280, 960)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}
