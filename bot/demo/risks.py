"""The risks of the demonstration, raised and seen to in the weeks before it. All of them are invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.demo.past import last_working_day
from bot.demo.projects import KINDS
from models.calendar import Clock
from models.people.permission import Role
from models.people.person import Person
from models.project.project import Project
from models.risk import case as risk_case
from models.risk import message as risk_message
from models.risk import treatment
from models.risk.case import Case
from models.risk.event import Kind
from models.risk.risk import Category, NewRisk, Proximity, Raised, Response, Severity, Transition, raise_risk
from models.risk.treatment import Treatment

CRITICAL, SERIOUS, WATCH = Severity
COORDINATOR, CHAIR = Role.COORDINATOR, Role.CHAIR


@dataclass(frozen=True)
class ToDo:
    """Something that is done against a risk: due in so many days, or done so many days ago."""

    text: str
    due: int
    done: int | None = None


@dataclass(frozen=True)
class Plan:
    """A risk of a project, raised so many days ago, with what became known of it that day and what was done then."""

    project: str
    severity: Severity
    days: int
    text: str
    category: Category
    rating: tuple[int, int]
    rating_after: tuple[int | None, int | None] = (None, None)
    proximity: Proximity | None = None
    response: Response | None = None
    cause: str | None = None
    effect: str | None = None
    by: Role = COORDINATOR
    of_whole_commune: bool = False
    """Not of the project alone, but of the commune that leads it."""
    owner: Role | None = None
    to_do: tuple[ToDo, ...] = ()
    asked: str = ""
    answered: str = ""
    started: int | None = None
    closed: int | None = None
    """How many days ago."""
    outcome: str | None = None

    @property
    def details(self) -> dict[Kind, Any]:
        """What is known of it besides."""
        likelihood, impact = self.rating
        likelihood_after, impact_after = self.rating_after
        return {
            Kind.CATEGORY: self.category,
            Kind.CAUSE: self.cause,
            Kind.EFFECT: self.effect,
            Kind.LIKELIHOOD: likelihood,
            Kind.IMPACT: impact,
            Kind.LIKELIHOOD_AFTER: likelihood_after,
            Kind.IMPACT_AFTER: impact_after,
            Kind.PROXIMITY: self.proximity,
            Kind.RESPONSE: self.response,
        }


PLANS = (
    Plan(
        "Strefa aktywności – drogi dojazdowe", CRITICAL, 52,
        "Właściciel działki przy zjeździe nie zgadza się na wykup.",
        Category.LAND, (4, 5), (2, 5), Proximity.QUARTER, Response.AVOID, by=CHAIR, owner=CHAIR,
        to_do=(
            ToDo("Wariant zjazdu po działkach gminnych", -25, 27),
            ToDo("Wniosek o decyzję o realizacji inwestycji drogowej", 40),
        ),
        started=48,
    ),
    Plan(
        "Bulwar nad Wisłą", SERIOUS, 40, "Jedyna oferta w przetargu prawie dwa razy droższa od kosztorysu.",
        Category.PROCUREMENT, (4, 4), (2, 3), Proximity.NOW, Response.REDUCE, owner=COORDINATOR,
        to_do=(ToDo("Podział zakresu na dwie części i nowy przetarg", -25, 27),),
        started=36, closed=4, outcome="Umowa podpisana, cena mieści się w budżecie.",
    ),
    Plan(
        "Letnia scena w parku", WATCH, 38, "Jeden z zespołów wycofał się z programu.",
        Category.PARTNERS, (3, 2), proximity=Proximity.LATER,
        closed=20, outcome="Jest zastępstwo, program bez zmian.",
    ),
    Plan(
        "P+R przy pętli wschodniej", CRITICAL, 24, "Wniosek na liście rezerwowej, brakuje 1,2 mln zł.",
        Category.FINANCING, (4, 5), (3, 4), Proximity.QUARTER, Response.REDUCE,
        cause="Pula konkursu wyczerpała się na wyżej ocenionych wnioskach.",
        effect="Budowa nie ruszy wiosną, a pozwolenie straci ważność.",
        owner=COORDINATOR,
        to_do=(ToDo("Uzgodnić z partnerami mniejszy zakres", -8, 10), ToDo("Wniosek do budżetów gmin", 24)),
        started=21,
    ),
    Plan(
        "Przedszkole Więcławice", WATCH, 20, "Inspektor nadzoru odchodzi z końcem miesiąca, następcy brak.",
        Category.STAFF, (3, 3), proximity=Proximity.MONTH, by=CHAIR, of_whole_commune=True,
    ),
    Plan(
        "Zbiornik retencyjny Sławkowice", SERIOUS, 15, "Decyzja środowiskowa zaskarżona przez sąsiadów inwestycji.",
        Category.LEGAL, (3, 4), proximity=Proximity.QUARTER, response=Response.REDUCE, owner=COORDINATOR,
        to_do=(ToDo("Spotkanie z mieszkańcami i projektantem", 18),),
    ),
    Plan(
        "Wspólny bilet metropolitalny", SERIOUS, 13, "Dwóch przewoźników nie podpisało jeszcze aneksu.",
        Category.PARTNERS, (3, 4), (2, 3), Proximity.MONTH, Response.REDUCE, owner=COORDINATOR,
        to_do=(ToDo("Projekt aneksu po uwagach przewoźników", 16), ToDo("Podpisanie aneksu", 37)),
        started=10,
    ),
    Plan(
        "P+R Podłęże", SERIOUS, 11, "Nadal bez przyłącza energetycznego, odbiór w tym roku pod znakiem zapytania.",
        Category.SCHEDULE, (4, 4), (2, 4), Proximity.MONTH, Response.REDUCE, by=Role.SPECIALIST, owner=COORDINATOR,
        to_do=(ToDo("Zasilanie tymczasowe na czas odbioru", 17),),
        asked="Jaki termin przyłącza podaje operator?", answered="Na piśmie: za trzy, cztery tygodnie.",
        started=7,
    ),
    Plan(
        "Termomodernizacja szkół", SERIOUS, 5, "Okna mają inny współczynnik, niż zamówiono. Wykonawca się nie zgadza.",
        Category.CONTRACTOR, (4, 3), (2, 3), Proximity.NOW, Response.TRANSFER, owner=COORDINATOR,
        to_do=(ToDo("Niezależne badanie okien", 14), ToDo("Wezwanie do wymiany na koszt wykonawcy", 21)),
        asked="Czy jest już opinia inspektora nadzoru?", answered="Jest: współczynnik jest za wysoki.",
        started=2,
    ),
    Plan(
        "Parking przesiadkowy Bogucice", WATCH, 3, "Ceny asfaltu rosną, oferty mogą przekroczyć budżet.",
        Category.FINANCING, (2, 4), proximity=Proximity.QUARTER,
    ),
)  # fmt: skip
"""The oldest first. One more commune whose risk is about financing makes a pattern."""


async def raise_risks(
    session: AsyncSession,
    clock: Clock,
    projects: Sequence[Project],
    people: Mapping[int | None, Mapping[Role, Person]],
) -> None:
    """Write all of them down, nothing is sent; ``people`` are those of the communes and of the Office (None)."""
    left = list(projects)
    for plan in PLANS:
        project = _project_of(plan, left)
        if project is not None:
            left.remove(project)
            risk = _Risk(session, clock, plan, people[project.commune_id], people[None][Role.OFFICE])
            await risk.write(project)


def _project_of(plan: Plan, left: Sequence[Project]) -> Project | None:
    """The project of that name, or of an association that has other ones one of the same kind."""
    named = (project for project in left if project.name == plan.project)
    similar = (project for project in left if KINDS.get(project.name) is KINDS[plan.project])
    return next(named, None) or next(similar, None)


@dataclass(frozen=True)
class _Risk:
    """What is told of one risk by the people of its commune and by somebody of the Office."""

    session: AsyncSession
    clock: Clock
    plan: Plan
    team: Mapping[Role, Person]
    of_office: Person

    async def write(self, project: Project) -> None:
        """Everything on the day on which it was reported but for what was done later."""
        plan, author = self.plan, self._somebody(self.plan.by)
        new = NewRisk(
            commune_id=project.commune_id, project_id=None if plan.of_whole_commune else project.id,
            severity=plan.severity, text=plan.text,
        )  # fmt: skip
        raised = await raise_risk(self.session, new, by=author, now=self._at(plan.days, 9))
        assert isinstance(raised, Raised), "nobody reports two of them"  # noqa: S101
        of = await risk_case.case(self.session, raised.risk.id)
        assert of is not None, "it was written just now"  # noqa: S101
        self._move(of, Transition.TAKE, self.of_office, self._at(plan.days, 9, 30))
        await self._ask(of, author)
        await self._describe(of)
        actions = await self._plan(of)
        if plan.started is not None:
            self._move(of, Transition.START, self._owner, self._at(plan.started, 13))
        await self._tick(actions)
        if plan.closed is not None:
            self._move(of, Transition.CLOSE, self.of_office, self._at(plan.closed, 16), plan.outcome)
        await self.session.flush()

    def _move(self, of: Case, move: Transition, by: Person, at: datetime, reason: str | None = None) -> None:
        risk_case.move(self.session, of, move, by=by, now=at, reason=reason)

    async def _ask(self, of: Case, author: Person) -> None:
        if self.plan.asked:
            id, at = of.risk.id, self._at(self.plan.days, 10)
            asked = await risk_message.say(self.session, id, text=self.plan.asked, by=self.of_office, now=at)
            at = self._at(self.plan.days, 10, 25)
            await risk_message.say(self.session, id, text=self.plan.answered, by=author, now=at, answers=asked.id)

    async def _describe(self, of: Case) -> None:
        at = self._at(self.plan.days, 11)
        for kind, value in self.plan.details.items():
            await risk_case.set_detail(self.session, of.risk, kind, value, by=self.of_office, now=at)
        if self.plan.owner is not None:
            await risk_case.set_owner(self.session, of.risk, self._owner, was=None, by=self.of_office, now=at)

    async def _plan(self, of: Case) -> list[Treatment]:
        at, id = self._at(self.plan.days, 12), of.risk.id
        return [
            await treatment.add(
                self.session, id, text=step.text, due=self._working_day(step.due), by=self._owner, now=at
            )
            for step in self.plan.to_do
        ]

    async def _tick(self, actions: Sequence[Treatment]) -> None:
        for step, action in zip(self.plan.to_do, actions, strict=True):
            if step.done is not None:
                day, at = self._working_day(-step.done), self._at(step.done, 14)
                await treatment.tick(self.session, action, today=day, by=self._owner, now=at)

    @property
    def _owner(self) -> Person:
        return self._somebody(self.plan.owner or COORDINATOR)

    def _somebody(self, role: Role) -> Person:
        return self.team.get(role, self.team[COORDINATOR])

    def _at(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        return self.clock.at(self._working_day(-days_ago), time(hour, minute))

    def _working_day(self, days: int) -> date:
        return last_working_day(self.clock, self.clock.today() + timedelta(days=days))
