"""The guided tours: what to do next, on whose phone, and the words of the bot that show that it was done."""

from collections.abc import Mapping
from typing import Any

from bot.demo.content import Tour, content
from bot.playground import Person
from bot.playground.screen import plain, shown
from bot.playground.things import Change


class Guide:
    """Accompanies a visitor: ticks the steps of the current tour as the bot speaks."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._tours = (content().guide.showing, *content().guide.tours)
        self._done = dict.fromkeys((tour.name for tour in self._tours), 0)
        self.tour: Tour | None = None

    def begin(self, name: str) -> None:
        """Begin a tour at its first step; an unknown name ends the current one."""
        self.tour = next((tour for tour in self._tours if tour.name == name), None)
        if self.tour is not None:
            self._done[name] = 0

    def has_done(self, number: int) -> bool:
        """Whether the step of the current tour with this number is done."""
        return self.tour is not None and self._done[self.tour.name] > number

    def notices(self, change: Change) -> bool:
        """Tick the next step if this change completes it, and return whether it did."""
        if self.tour is None or change.message is None or change.kind != "message":
            return False
        done = self._done[self.tour.name]
        if done == len(self.tour.steps):
            return False
        step = self.tour.steps[done]
        person = self._people[step.to or step.who]
        if change.chat is not person.chat or change.message.sender is person.user:
            return False
        if plain(step.says) not in plain(shown(change.message)):
            return False
        self._done[self.tour.name] = done + 1
        return True

    def show(self) -> list[dict[str, Any]]:
        """All tours as the page shows them, first the one that shows itself."""
        return [
            {
                "id": tour.name,
                "title": {"pl": tour.pl, "en": tour.en},
                "steps": [
                    {
                        "who": self._people[step.who].id,
                        "text": {"pl": step.pl, "en": step.en},
                        "done": number < self._done[tour.name],
                    }
                    for number, step in enumerate(tour.steps)
                ],
            }
            for tour in self._tours
        ]
