"""How projects go in the demonstration, week by week."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from random import Random

from bot.demo.words import GOOD, TROUBLES, Kind, Phases, T, Trouble
from models.status.answer import Light, NewLine

WEEKS = 6
G, A, R = Light.GREEN, Light.AMBER, Light.RED


@dataclass(frozen=True)
class Said:
    """What a commune says of a project in one week; ``repeated``: that nothing has changed."""

    light: Light = G
    progress: int = 0
    sentence: str | None = None
    repeated: bool = False


SAME = Said(repeated=True)
Story = tuple[Said, ...]

OFTEN_WRONG, OFTEN_REPEATED, OFTEN_WORDY = 0.27, 0.3, 0.7
SHAPES = ("1", "13", "1=", "12", "1=2", "123", "12=3", "1=34", "14..", "1=4.", "1234", "1=4", "134.")
"""How the last weeks go where something goes wrong: 1 a worry, 2 worse, 3 better, 4 over, = nothing new, . well."""
LIGHTS = {"1": A, "2": R, "3": A, "4": G}
STEP, ALMOST = 5, 95
"""So much is done in two weeks in which all goes well, until it is almost all."""


class Teller:
    """Makes up the weeks of one project after the other, and tells first what was told least often so far."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._told: Counter[Hashable] = Counter()

    def story(self, kind: Kind, done: int) -> Story:
        """Six weeks that end with so much done."""
        shape = self._rng.choice(SHAPES) if self._rng.random() < OFTEN_WRONG else ""
        trouble: Sequence[str] = self._next(_phase(TROUBLES[kind], done)) if shape else ()
        weeks = shape.rjust(WEEKS, ".")
        story: list[Said] = []
        for week, beat in enumerate(weeks):
            rises = sum(later in ".4" for later in weeks[week + 1 :])
            progress = max(STEP, done - STEP * ((rises + 1) // 2))
            if beat == "=" or (beat == "." and self._may_repeat(story)):
                story.append(SAME)
            elif beat == ".":
                phase = _phase(GOOD[kind], progress) if "4" not in weeks[:week] else ()
                story.append(Said(G, progress, self._good_news(phase, story)))
            else:
                story.append(Said(LIGHTS[beat], progress, trouble[int(beat) - 1]))
        return tuple(story)

    def goes_on(self, kind: Kind, before: NewLine | None) -> Said:
        """What is told after that."""
        done, chance = (before.progress or STEP if before is not None else STEP), self._rng.random()
        if before is None or (before.light is G and chance < 0.6):
            done = min(done + STEP, ALMOST) if chance < 0.3 else done
            return Said(G, done, self._good_news(_phase(GOOD[kind], done), ()))
        if before.light is G:
            return Said(A, done, self._next(_phase(TROUBLES[kind], done))[0]) if chance < 0.65 else SAME
        trouble = _trouble_with(kind, before.sentence)
        if trouble is None or chance < 0.4:
            return SAME
        beat = trouble.index(before.sentence or "") + (2 if before.sentence == trouble[0] and chance < 0.8 else 1)
        return Said(LIGHTS[str(beat + 1)], done, trouble[beat])

    def _may_repeat(self, story: Sequence[Said]) -> bool:
        return bool(story) and not story[-1].repeated and self._rng.random() < OFTEN_REPEATED

    def _good_news(self, phase: Sequence[str], story: Sequence[Said]) -> str | None:
        """What comes about next."""
        told = max((phase.index(said.sentence) + 1 for said in story if said.sentence in phase), default=0)
        coming = phase[told : told + 3]
        return self._next(coming) if coming and self._rng.random() < OFTEN_WORDY else None

    def _next(self, choices: Sequence[T]) -> T:
        least = min(self._told[choice] for choice in choices)
        chosen = self._rng.choice([choice for choice in choices if self._told[choice] == least])
        self._told[chosen] += 1
        return chosen


def _phase(phases: Phases[T], done: int) -> Sequence[T]:
    return phases[max(least for least in phases if least <= done)]


def _trouble_with(kind: Kind, sentence: str | None) -> Trouble | None:
    """The trouble that is not over yet with this sentence."""
    return next((t for troubles in TROUBLES[kind].values() for t in troubles if sentence in t[:-1]), None)
