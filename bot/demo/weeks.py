"""How projects go in the demonstration, week by week."""

from collections import Counter
from collections.abc import Hashable, Sequence
from random import Random

from bot.demo.content import Kind, Phases, Said, Story, T, content
from models.status.answer import Light, NewLine

WEEKS = 6
G, A, R = Light.GREEN, Light.AMBER, Light.RED
SAME = Said(repeated=True)

OFTEN_WRONG, OFTEN_REPEATED, OFTEN_WORDY = 0.27, 0.3, 0.7
SHAPES = ("1", "13", "1=", "12", "1=2", "123", "12=3", "1=34", "14..", "1=4.", "1234", "1=4", "134.")
"""The last weeks of a project in trouble: 1 a worry, 2 worse, 3 better, 4 over, = nothing new, . all well."""
LIGHTS = {"1": A, "2": R, "3": A, "4": G}
STEP, ALMOST = 5, 95
"""The per cent done in two weeks in which all goes well, and the most that is ever reached."""


class Teller:
    """Makes up the weeks of one project after another; of the words that fit, those used least so far come first."""

    def __init__(self, rng: Random) -> None:
        self._rng, self._words = rng, content().words
        self._told: Counter[Hashable] = Counter()

    def story(self, kind: Kind, done: int) -> Story:
        """Six weeks that end with this per cent done."""
        shape = self._rng.choice(SHAPES) if self._rng.random() < OFTEN_WRONG else ""
        trouble: Sequence[str] = self._next(_phase(self._words.wrong_of(kind), done)) if shape else ()
        weeks = shape.rjust(WEEKS, ".")
        story: list[Said] = []
        for week, beat in enumerate(weeks):
            rises = sum(later in ".4" for later in weeks[week + 1 :])
            progress = max(STEP, done - STEP * ((rises + 1) // 2))
            if beat == "=" or (beat == "." and self._may_repeat(story)):
                story.append(SAME)
            elif beat == ".":
                phase = _phase(self._words.good_of(kind), progress) if "4" not in weeks[:week] else ()
                story.append(_said(G, progress, self._good_news(phase, story)))
            else:
                story.append(_said(LIGHTS[beat], progress, trouble[int(beat) - 1]))
        return tuple(story)

    def goes_on(self, kind: Kind, before: NewLine | None) -> Said:
        """What is told in the week after."""
        done, chance = (before.progress or STEP if before is not None else STEP), self._rng.random()
        if before is None or (before.light is G and chance < 0.6):
            done = min(done + STEP, ALMOST) if chance < 0.3 else done
            return _said(G, done, self._good_news(_phase(self._words.good_of(kind), done), ()))
        if before.light is G:
            worries = _phase(self._words.wrong_of(kind), done)
            return _said(A, done, self._next(worries)[0]) if chance < 0.65 else SAME
        known = [each for phase in self._words.wrong_of(kind).values() for each in phase]
        trouble = next((each for each in known if before.sentence in each[:-1]), None)
        if trouble is None or chance < 0.4:
            return SAME
        beat = trouble.index(before.sentence or "") + (2 if before.sentence == trouble[0] and chance < 0.8 else 1)
        return _said(LIGHTS[str(beat + 1)], done, trouble[beat])

    def _may_repeat(self, story: Sequence[Said]) -> bool:
        return bool(story) and not story[-1].repeated and self._rng.random() < OFTEN_REPEATED

    def _good_news(self, phase: Sequence[str], story: Sequence[Said]) -> str | None:
        """The next good news, or none."""
        told = max((phase.index(said.sentence) + 1 for said in story if said.sentence in phase), default=0)
        coming = phase[told : told + 3]
        return self._next(coming) if coming and self._rng.random() < OFTEN_WORDY else None

    def _next(self, choices: Sequence[T]) -> T:
        least = min(self._told[choice] for choice in choices)
        chosen = self._rng.choice([choice for choice in choices if self._told[choice] == least])
        self._told[chosen] += 1
        return chosen


def _said(light: Light, progress: int, sentence: str | None) -> Said:
    return Said(light=light, progress=progress, sentence=sentence)


def _phase(phases: Phases[T], done: int) -> Sequence[T]:
    return phases[max(least for least in phases if least <= done)]
