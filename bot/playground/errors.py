"""How Telegram says no."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class ApiError(Exception):
    """A refusal, with Telegram's own code and wording."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.description}"


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def migrated(chat_id: int) -> ApiError:
    """The group has become a supergroup, which has another number."""
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, reason, {"migrate_to_chat_id": chat_id})
