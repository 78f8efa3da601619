"""Things that go wrong on the way, on request and repeatably."""

import random
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.playground.errors import ApiError

Kind: TypeAlias = Literal[
    "409",
    "429",
    "500",
    "502",
    "portal",
    "reset_before",
    "reset_after",
    "delay_before",
    "delay_after",
    "hang",
    "migrated",
    "refusal",
    "unfamiliar",
]
"""``portal``: somebody on the way answers in Telegram's place. ``migrated``: the group has another number now.
``refusal``: Telegram says no, in words of the fault's own. ``unfamiliar``: of what was sent
it tells the number, and the rest as a later version of it may."""


@dataclass
class Fault:
    """One thing that may go wrong: how often, for which method and chat (None: for any)."""

    kind: Kind
    method: str | None = None
    chat: int | None = None
    rate: float = 1.0
    times: int | None = None
    """How often it still happens; None: without end."""
    seconds: float = 1.0
    """The delay, or what retry_after says."""
    says: ApiError | None = None
    """What a refusal says."""

    def concerns(self, method: str, chat: int) -> bool:
        return (
            self.times != 0
            and (self.method is None or self.method.lower() == method)
            and (self.chat is None or self.chat == chat)
        )


@dataclass
class Faults:
    """The faults in force. The first that concerns a call and whose dice fall so strikes it."""

    seed: int = 0
    faults: list[Fault] = field(default_factory=list)
    struck: list[tuple[Kind, str, int]] = field(default_factory=list)
    """What happened: kind, method in lower case, chat."""

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force."""
        self.faults.append(fault)
        return fault

    def once(self, kind: Kind, method: str | None = None, chat: int | None = None, seconds: float = 1.0) -> Fault:
        """The next call of this kind goes wrong, those after it do not."""
        return self.add(Fault(kind, method, chat, times=1, seconds=seconds))

    def clear(self) -> None:
        self.faults.clear()

    def strike(self, method: str, chat: int) -> Fault | None:
        """The fault that hits a call, if any."""
        for fault in self.faults:
            if fault.concerns(method, chat) and self._dice.random() < fault.rate:
                if fault.times is not None:
                    fault.times -= 1
                self.struck.append((fault.kind, method, chat))
                return fault
        return None
