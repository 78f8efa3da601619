"""The parameters of a call, from JSON, a form or multipart alike."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.playground.errors import bad_request


class Upload(NamedTuple):
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes


@dataclass
class Params:
    """What a call says. Values are read leniently, as Telegram reads them: a number may be a string."""

    values: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def required(self, name: str) -> str:
        if not (value := self.text(name)):
            raise bad_request(f'parameter "{name}" is required')
        return value

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def decimal(self, name: str) -> float:
        if not (value := self.text(name).strip()):
            raise bad_request(f"{name} is empty")
        try:
            return float(value)
        except ValueError:
            return 0.0

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "yes", "1")

    def parsed(self, name: str, what: str) -> Any:
        """A JSON value; None when the call has none."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def listed(self, name: str, what: str, of: str) -> list[Any]:
        """A JSON array of objects; empty when the call has none."""
        value = self.parsed(name, what)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad_request(f"expected an Array of {of}")
        return value

    def upload(self, name: str) -> Upload | None:
        """The file under a name, sent directly or as attach://other."""
        given = self.text(name)
        return self.uploads.get(given.removeprefix("attach://") if given.startswith("attach://") else name)
