"""The projects of the demonstration: their details and milestones, seen from today."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from bot.demo.content import Plan, content
from models.project.project import Project, Readiness

SPAN_AT_MOST = 30


def plans_of(commune: str, rng: Random, *, is_first: bool) -> tuple[Plan, ...]:
    """Three to five projects of a commune, the same ones each time."""
    projects = content().projects
    if commune in projects.communes:
        return projects.communes[commune]
    return projects.anywhere[:3] if is_first else tuple(rng.sample(projects.anywhere, rng.choice((3, 3, 4, 5))))


def details_of(plan: Plan, today: date, rng: Random) -> dict[str, Any]:
    """The project's columns. Its dates are counted from today, so that the demonstration never ages."""
    passed = min(SPAN_AT_MOST, max(3, round(plan.months * plan.done / (100 - plan.done))))
    unneeded = None if plan.kind.builds else Readiness.NOT_APPLICABLE
    return {
        "start": _first_of_month(today, -passed),
        "end": _first_of_month(today, plan.months + 1) - timedelta(days=1),
        "budget": Decimal(plan.thousands * 1000),
        "funding": rng.choice(content().projects.funding),
        "documentation": Readiness.YES if plan.done >= 15 else Readiness.NO,
        "land": unneeded or (Readiness.YES if plan.done >= 25 else Readiness.UNKNOWN),
        "permits": unneeded or (Readiness.YES if plan.done >= 30 else Readiness.NO),
        "financing": Readiness.YES if plan.done >= 35 else Readiness.UNKNOWN,
    }


def milestones_of(plan: Plan, begun: Project, today: date, rng: Random) -> Iterator[tuple[str, date, date | None]]:
    """Names, due dates and dates reached. The next milestone is near, or overdue."""
    assert begun.start is not None and begun.end is not None, "details_of gives both"  # noqa: S101
    soon = today + timedelta(days=rng.randrange(12, 40))
    stages = content().projects.milestones["built" if plan.kind.builds else "other"]
    following = next(stage for stage in stages if stage.done > plan.done)
    for stage in stages:
        due = begun.start + (begun.end - begun.start) * stage.done / 100
        if stage.done <= plan.done:
            due = min(due, today - timedelta(days=7))
            yield stage.name, due, min(due + timedelta(days=rng.randrange(-6, 9)), today - timedelta(days=1))
        elif stage is following and plan.slipped:
            yield stage.name, today - timedelta(days=9), None
        elif stage.done == 100:
            yield stage.name, begun.end, None
        else:
            yield stage.name, soon if stage is following else max(due, soon + timedelta(days=21)), None


def _first_of_month(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
