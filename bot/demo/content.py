"""The invented data: every TOML file of this package has a model here and is checked when it is read."""

import re
import tomllib
from collections.abc import Hashable, Mapping
from enum import StrEnum, auto
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ValidationError, model_validator

from bot.settings import SettingError, complaint
from models.data import value
from models.people.permission import Role
from models.reading.words import fold
from models.risk.risk import Category, Proximity, Response, Severity
from models.status.answer import Light

T = TypeVar("T", bound=Hashable)
FOLDER = Path(str(resources.files("bot") / "demo"))


class Data(BaseModel, extra="forbid", frozen=True, hide_input_in_errors=True):
    """A table of a file; an unknown key is a mistake."""


class Figure(Data):
    """Somebody of the demonstration; without a commune they are of the Office or, without a role, of no team."""

    name: str
    role: Role | None = None
    commune: str | None = None
    fields: tuple[str, ...] = ()
    language: str = "pl"
    is_leading: bool = False
    is_director: bool = False

    @property
    def first_name(self) -> str:
        """The name by which a leading figure is known."""
        return self.name.split()[0]


class Title(Data):
    """What a role is called."""

    pl: str
    en: str


class People(Data):
    """The leading figures, and the names from which all others get theirs."""

    homes: tuple[str, str]
    leading: tuple[Figure, ...]
    of_office: str
    speaks_english: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    titles: Mapping[Role | Literal["director", "stranger"], Title]


class Kind(StrEnum):
    """What a project is about."""

    ROAD = auto()
    HOUSE = auto()
    NATURE = auto()
    CLASSES = auto()
    SERVICE = auto()
    EVENT = auto()

    @property
    def builds(self) -> bool:
        """Whether something is built: it then needs land, permits and a contractor."""
        return self in (Kind.ROAD, Kind.HOUSE, Kind.NATURE)


class Said(Data):
    """What a commune says of a project in one week; ``repeated``: that nothing has changed."""

    light: Light = Light.GREEN
    progress: int = 0
    sentence: str | None = None
    repeated: bool = False


Story = tuple[Said, ...]


class Plan(Data):
    """A project: its budget in thousands, the months that are left, and the per cent that is done."""

    kind: Kind
    name: str
    field: str
    thousands: int
    months: int
    done: int
    partners: tuple[str, ...] = ()
    slipped: bool = False
    """Whether its next milestone is overdue."""
    story: str | None = None


class Stage(Data):
    """A milestone, and the per cent of the project that is done once it is reached."""

    name: str
    done: int


class Projects(Data):
    """The communes' projects, others for communes that have none here (``anywhere``), and what they share."""

    fields: tuple[str, ...]
    funding: tuple[str, ...]
    anywhere: tuple[Plan, ...]
    milestones: Mapping[Literal["built", "other"], tuple[Stage, ...]]
    communes: Mapping[str, tuple[Plan, ...]]
    stories: Mapping[str, Story]

    @cached_property
    def by_name(self) -> dict[str, Plan]:
        """Every project."""
        return {plan.name: plan for plans in (self.anywhere, *self.communes.values()) for plan in plans}


Phases = Mapping[int, tuple[T, ...]]
"""Entries by the per cent of a project from which they fit."""
Trouble = tuple[str, str, str, str]
"""A worry, worse, better, over."""
About = Kind | Literal["built"]


class Words(Data):
    """What communes tell of their projects."""

    good: Mapping[About, Phases[str]]
    wrong: Mapping[About, Phases[Trouble]]

    def good_of(self, kind: Kind) -> Phases[str]:
        """What is told while all goes well, in the order in which it comes about."""
        return {**self.good["built"], **self.good[kind]} if kind.builds else self.good[kind]

    def wrong_of(self, kind: Kind) -> Phases[Trouble]:
        """What can go wrong."""
        return self.wrong["built" if kind.builds else kind]


class ToDo(Data):
    """An action against a risk: due in that many days, and done that many days ago."""

    text: str
    due: int
    done: int | None = None


class RiskPlan(Data):
    """A risk of a project: what was known on the day it was raised, and what was done later."""

    project: str
    severity: Severity
    days_ago: int
    text: str
    category: Category
    cause: str | None = None
    effect: str | None = None
    likelihood: int
    impact: int
    likelihood_after: int | None = None
    impact_after: int | None = None
    proximity: Proximity | None = None
    response: Response | None = None
    by: Role = Role.COORDINATOR
    of_whole_commune: bool = False
    """Not of the project alone, but of the commune that leads it."""
    owner: Role | None = None
    to_do: tuple[ToDo, ...] = ()
    asked: str = ""
    answered: str = ""
    started: int | None = None
    closed: int | None = None
    """Days ago, like ``started``."""
    outcome: str | None = None


class Risks(Data):
    """The oldest first."""

    raised: tuple[RiskPlan, ...]


class ForumPlan(Data):
    """A forum; ``in_days`` is negative for one that has been held."""

    title: str
    field: str
    in_days: int
    hour: int
    place: str
    agenda: str
    seats: int = 2
    capacity: int = 0


class Forums(Data):
    """The oldest first, and why some delegates decline."""

    reason: str
    called: tuple[ForumPlan, ...]


class FigurePlan(Data):
    """A field of the call for data; numbers are drawn from ``low`` to ``high``."""

    name: str
    kind: value.Kind
    unit: str | None = None
    low: int
    high: int
    field: str


class Figures(Data):
    """The call for data, and why some communes have no figure."""

    title: str
    why: str
    lacking: str
    fields: tuple[FigurePlan, ...]


class Label(Data):
    """A few words in both languages."""

    pl: str
    en: str


class Step(Label):
    """Something to do on somebody's phone. It is done once the bot has said this to them, or else to ``to``."""

    who: str
    says: str
    to: str | None = None
    does: tuple[str, ...] = ()
    """How it is done: [a button], words, or @ with how far the clock is moved. What shows itself needs it."""


class Tour(Label):
    """Steps that lead through one conversation."""

    name: str
    steps: tuple[Step, ...]


class Before(Data):
    """What somebody did in the last round, so many minutes after one of its moments."""

    at: Literal["opens", "reminds", "reminds_again", "closes"]
    minutes: int = 0
    who: str = ""
    does: tuple[str, ...] = ()


class Guide(Data):
    """What the bot is, how far the clock can be moved, the last round, what shows itself, and the tours."""

    about: Label
    jumps: Mapping[str, Label]
    before: tuple[Before, ...]
    showing: Tour
    tours: tuple[Tour, ...]


class Content(Data):
    """A field for each file."""

    people: People
    projects: Projects
    words: Words
    risks: Risks
    forums: Forums
    figures: Figures
    guide: Guide

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        leading, projects = self.people.leading, self.projects
        steps = [step for tour in (self.guide.showing, *self.guide.tours) for step in tour.steps]
        named = {name for step in steps for name in (step.who, step.to) if name}
        named |= {scene.who for scene in self.guide.before if scene.who}
        for file, what, used, known in (
            ("people", "home", {one.commune for one in leading if one.commune}, self.people.homes),
            ("people", "field", {field for one in leading for field in one.fields}, projects.fields),
            ("projects", "field", {plan.field for plan in projects.by_name.values()}, projects.fields),
            ("projects", "story", {plan.story for plan in projects.by_name.values() if plan.story}, projects.stories),
            ("risks", "project", {plan.project for plan in self.risks.raised}, projects.by_name),
            ("forums", "field", {plan.field for plan in self.forums.called}, projects.fields),
            ("figures", "field", {one.field for one in self.figures.fields}, projects.fields),
            ("guide", "person", named, {fold(one.first_name) for one in leading}),
        ):
            if unknown := used - set(known):
                raise ValueError(f"{file}: there is no {what} {min(unknown)!r}")
        return self


@cache
def content() -> Content:
    """What all the files say."""
    return read(FOLDER)


def read(folder: Path) -> Content:
    """The files in this folder; SettingError says in one line which file is wrong, at which key, and why."""
    found = {}
    for name in Content.model_fields:
        try:
            found[name] = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise SettingError(f"{folder / name}.toml cannot be read: {error}") from None
    try:
        return Content.model_validate(found)
    except ValidationError as error:
        name, wrong = re.split("[.: ]+", complaint(error), maxsplit=1)
        raise SettingError(f"{folder / name}.toml: {wrong}") from None
