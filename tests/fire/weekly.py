"""People who answer the weekly status, each step only when they have seen what the one before it brought."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.playground import Person, World
from bot.playground.eyes import button_with
from bot.playground.screen import plain
from bot.playground.things import Message
from models.status.answer import Light

Line = tuple[Light, str | None]
"""What was said of a project."""
LIST = "Dotknij projektu", "✅ Wyślij"
"""What is seen of the list of projects."""


class EnoughError(Exception):
    """The week is over: the phone is put away, be it in the middle of an answer."""


@dataclass
class SimulatedUser:
    """Somebody who coordinates a commune with these projects."""

    person: Person
    projects: list[str]
    chance: random.Random
    pause: tuple[float, float] = (0.05, 0.5)
    """Seconds that they think before they do something."""
    patience: float = 90.0
    """Seconds after which an answer counts as lost."""
    answers: list[tuple[int, list[Line]]] = field(default_factory=list)
    """Week and lines of every answer that was sent and acknowledged."""
    deeds: int = 0
    """Messages written and buttons tapped."""
    over: asyncio.Event = field(default_factory=asyncio.Event)
    has_answered: bool = False
    """Whether this week's status is answered, so that the phone may be put away when it is over."""

    async def lives_through(self, week: int) -> None:
        """Wait for the week's question, answer it, then look around and correct the answer until it is over."""
        self.has_answered = False
        await self._reads(f"Status: tydzień {week} ", "✏️ Wypełnij")
        await self._answers(week, "✏️ Wypełnij")
        self.has_answered = True
        with contextlib.suppress(EnoughError):
            while True:
                await self._says("/menu", "Menu")
                await self._says("/pomoc", "Obwarzanek")
                await self._answers(week, "✏️ Popraw")

    async def _answers(self, week: int, label: str) -> None:
        lines: list[Line] = []
        card = await self._says("/status", f"Status: tydzień {week} ", label)
        the_list = await self._taps(label, card, *LIST)
        for project in self.projects:
            light = self.chance.choice(list(Light))
            question = await self._taps(project, the_list, f"{project} · ", "🟢 Zgodnie z planem")
            if light is Light.GREEN:
                lines.append((light, None))
                the_list = await self._taps(f"{light.sign} ", question, *LIST)
            else:
                sentence = f"Zdanie {self.deeds} z tygodnia {week}"
                lines.append((light, sentence))
                question = await self._taps(f"{light.sign} ", question, f"{project}\nCo się dzieje?", "Pomiń")
                the_list = await self._says(sentence, *LIST)
        await self._taps("✅ Wyślij", the_list, "Zapisano ✅", "✏️ Popraw")
        self.answers.append((week, lines))

    async def _says(self, text: str, sees: str, button: str = "") -> Message:
        return await self._does(lambda: self.person.say(text), sees, button)

    async def _taps(self, label: str, on: Message, sees: str, button: str) -> Message:
        return await self._does(lambda: self.person.tap(label, on=on), sees, button)

    async def _does(self, act: Callable[[], Awaitable[None]], sees: str, button: str = "") -> Message:
        await asyncio.sleep(self.chance.uniform(*self.pause))
        if self.has_answered and self.over.is_set():
            raise EnoughError
        since = self.person.world.tick
        self.deeds += 1
        await act()
        return await self._reads(sees, button, since)

    async def _reads(self, text: str, button: str = "", since: int = 0) -> Message:
        until = asyncio.get_running_loop().time() + self.patience
        while (found := self._seen(text, button, since)) is None:
            self.person.insist(asyncio.get_running_loop().time() < until, f"got no answer: {text!r} {button}")
            await asyncio.sleep(0.02)
        return found

    def _seen(self, text: str, button: str, since: int) -> Message | None:
        """The newest message from the bot that says this, with this button."""
        for message in reversed(self.person.chat.messages.values()):
            is_new = message.sender is self.person.world.me and message.changed > since
            if is_new and text in plain(message.text) and (not button or button_with(message.buttons, button)):
                return message
        return None


def simulated_user(world: World, number: int, projects: int, chance: random.Random) -> SimulatedUser:
    """Somebody new."""
    somebody = Person(world, f"Rozmówca{number}")
    return SimulatedUser(somebody, [f"Trasa {number}.{each}" for each in range(projects)], chance)
