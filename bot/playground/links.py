"""Which links Telegram takes."""

import re
from urllib.parse import urlsplit

_USER = re.compile(r"tg://user\?id=(\d+)", re.IGNORECASE)


def user_of(link: str) -> int | None:
    """The user a tg://user?id=… link names."""
    named = _USER.fullmatch(link.strip())
    return int(named[1]) if named else None


def why_invalid(link: str) -> str | None:
    """Telegram's reason for refusing a link; None when it takes it."""
    if re.match(r"(tg|ton|tonsite)://", link, re.IGNORECASE):
        return None
    if not re.match(r"[a-z][a-z0-9+.-]*://", link, re.IGNORECASE):
        link = f"http://{link}"
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return "Host is invalid"
    if parts.scheme not in ("http", "https"):
        return "Unsupported URL protocol"
    if not host:
        return "URL host is empty"
    return None if "." in host or ":" in host else "Wrong HTTP URL"
