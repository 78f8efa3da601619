"""The projects of the demonstration and what is told of them week by week. All of it is invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from bot.demo.weeks import SAME, A, G, R, Said, Story
from bot.demo.words import Kind
from models.project.project import Project, Readiness


@dataclass(frozen=True)
class Plan:
    """A project: its field, its budget in thousands, how many months are left, how much is done (in per cent)."""

    kind: Kind
    name: str
    field: str
    thousands: int
    months: int
    done: int
    partners: tuple[str, ...] = ()
    slipped: bool = False
    """Whether its next milestone is overdue."""
    story: Story | None = None


road, services, nature, classes, service, event = (partial(Plan, kind) for kind in Kind)

SMART, MOBILITY, GREENERY, ECONOMY = "inteligentne zarządzanie", "mobilność", "środowisko i przestrzeń", "gospodarka"
CULTURE, SCHOOL, CARE = "kultura czasu wolnego", "edukacja", "usługi społeczne"
FIELDS = (SMART, MOBILITY, GREENERY, ECONOMY, CULTURE, SCHOOL, CARE)

CYCLE_ROUTE: Story = (
    Said(G, 25, "Umowa z wykonawcą podpisana, plac budowy przekazany."),
    Said(G, 30, "Ruszyły roboty ziemne od strony Woli Batorskiej."),
    SAME,
    Said(G, 35, "Podbudowa na pierwszym odcinku gotowa."),
    Said(A, 35, "Wysoka woda na Wiśle, przez tydzień nie dało się wjechać na wał."),
    Said(G, 40, "Woda opadła, wykonawca pracuje w soboty i nadrabia."),
)
PARK_AND_RIDE: Story = (
    Said(G, 75, "Nawierzchnia ułożona, zostało oświetlenie i zieleń."),
    Said(G, 80, "Latarnie stoją, trwa montaż szlabanów."),
    Said(A, 85, "Przyłącze energetyczne opóźnia się o dwa tygodnie."),
    SAME,
    Said(R, 85, "Nadal bez prądu: odbiór w tym roku pod znakiem zapytania."),
    Said(A, 90, "Jest termin przyłącza: za trzy tygodnie. Odbiór w tym roku nadal możliwy."),
)
NURSERY: Story = (
    Said(G, 45, "Stan surowy zamknięty."),
    Said(G, 50, "Trwają instalacje wewnętrzne."),
    SAME,
    Said(G, 55, "Tynki na parterze skończone."),
    Said(G, 60, "Wybraliśmy wyposażenie sal."),
    SAME,
)
TOWN_PARK: Story = (
    Said(G, 40, "Projekt zieleni uzgodniony z konserwatorem."),
    SAME,
    Said(A, 40, "Jedna oferta w przetargu, o 12% ponad budżet."),
    Said(G, 45, "Rada dołożyła brakujące środki, umowa gotowa do podpisu."),
    Said(G, 50, "Umowa podpisana, pierwsze nasadzenia jeszcze przed mrozami."),
    Said(G, 55, "Posadzone 60 drzew z 200."),
)
SCHOOLS: Story = (
    Said(G, 50, "Dwie szkoły ocieplone, trzecia w trakcie."),
    Said(G, 55, "Rusztowania stoją przy czwartej szkole."),
    Said(A, 55, "Dostawa okien przesunięta o trzy tygodnie."),
    SAME,
    Said(A, 60, "Okna dojechały do jednej szkoły, na dwie czekamy."),
    Said(R, 60, "Odbiór stolarki się nie odbył: okna mają inny współczynnik, niż zamówiono."),
)
STALE: Story = (
    Said(G, 15, "Koncepcja przyjęta przez radę."),
    Said(G, 20, "Zbieramy uwagi mieszkańców."),
    SAME,
    Said(G, 20, "Uwag było 34, projektant je uwzględnia."),
    SAME,
    SAME,
)
STUCK: Story = (
    Said(A, 10, "Wniosek o dofinansowanie czeka na ocenę, bez niego nie ruszymy."),
    SAME,
    Said(R, 10, "Wniosek na liście rezerwowej, brakuje 1,2 mln zł."),
    Said(R, 10, "Rozmawiamy z partnerami o zmniejszeniu zakresu."),
    SAME,
    SAME,
)
RECOVERED: Story = (
    Said(R, 35, "Przetarg unieważniony: jedyna oferta prawie dwa razy droższa od kosztorysu."),
    Said(A, 35, "Dzielimy zakres na dwie części i ogłaszamy przetarg ponownie."),
    SAME,
    Said(A, 35, "Wpłynęło pięć ofert, komisja je sprawdza."),
    Said(A, 40, "Najtańsza oferta mieści się w budżecie, czekamy na podpisanie umowy."),
    Said(G, 45, "Umowa podpisana, wracamy do harmonogramu."),
)

PROJECTS: dict[str, tuple[Plan, ...]] = {
    "Niepołomice": (
        road("Trasa rowerowa Wisła", MOBILITY, 12_400, 10, 40, partners=("Wieliczka",), story=CYCLE_ROUTE),
        road("P+R Podłęże", MOBILITY, 6_150, 1, 90, story=PARK_AND_RIDE),
        services("Żłobek Zakrzów", CARE, 9_800, 7, 60, story=NURSERY),
    ),
    "Skawina": (
        nature("Park Miejski – zieleń i woda", GREENERY, 3_200, 6, 55, story=TOWN_PARK),
        services("Termomodernizacja szkół", SCHOOL, 7_600, 9, 60, slipped=True, story=SCHOOLS),
        event("Dni otwarte lokalnych firm", ECONOMY, 240, 4, 60, partners=("Liszki", "Mogilany")),
        classes("Klub seniora Kopanka", CARE, 680, 8, 35),
    ),
    "Kraków": (
        service("Wspólny bilet metropolitalny", MOBILITY, 4_800, 11, 45,
            partners=("Niepołomice", "Skawina", "Wieliczka", "Zabierzów", "Zielonki")),
        service("Otwarte dane piętnastu gmin", SMART, 1_900, 5, 70, partners=("Niepołomice", "Wielka Wieś")),
        road("P+R przy pętli wschodniej", MOBILITY, 18_700, 14, 20, story=STUCK),
        nature("Zielone przystanki", GREENERY, 2_350, 8, 50),
        service("Asystent rodziny – wspólny dyżur", CARE, 1_150, 12, 30, partners=("Świątniki Górne", "Mogilany")),
    ),
    "Biskupice": (
        road("Ścieżka Tomaszkowice – Bodzanów", MOBILITY, 4_100, 9, 40, partners=("Wieliczka",)),
        nature("Zbiornik retencyjny Sławkowice", GREENERY, 2_750, 13, 15),
        classes("Klub seniora Łazany", CARE, 540, 6, 55),
    ),
    "Czernichów": (
        road("Droga rowerowa Wołowice – Przeginia", MOBILITY, 5_900, 12, 30, partners=("Liszki",)),
        nature("Bulwar nad Wisłą", GREENERY, 3_850, 10, 45, story=RECOVERED),
        services("Panele słoneczne na szkołach", SCHOOL, 1_480, 3, 85),
        event("Kino objazdowe", CULTURE, 190, 5, 65),
    ),
    "Igołomia-Wawrzeńczyce": (
        service("Autobus na żądanie", MOBILITY, 1_320, 10, 40, partners=("Kocmyrzów-Luborzyca",)),
        services("Dom kultury – remont sceny", CULTURE, 1_960, 4, 75),
        nature("Mała retencja na polach", GREENERY, 1_240, 14, 20),
    ),
    "Kocmyrzów-Luborzyca": (
        road("Węzeł przesiadkowy Kocmyrzów", MOBILITY, 7_300, 15, 20),
        road("Kanalizacja Luborzyca – etap II", GREENERY, 11_200, 18, 35),
        services("Szkoła Łuczyce – termomodernizacja", SCHOOL, 2_900, 6, 65),
        event("Targ lokalnych producentów", ECONOMY, 310, 3, 80),
    ),
    "Liszki": (
        road("Szlak rowerowy Piekary – Kryspinów", MOBILITY, 3_400, 8, 50, partners=("Kraków",)),
        services("Świetlica Mników", CULTURE, 2_100, 5, 70),
        nature("Zieleń przy zalewie", GREENERY, 980, 9, 25, story=STALE),
    ),
    "Michałowice": (
        road("Zatoki i chodniki przy przystankach", MOBILITY, 2_650, 7, 50, partners=("Zielonki",)),
        services("Przedszkole Więcławice", SCHOOL, 8_200, 12, 35),
        service("E-urząd: sprawy bez kolejki", SMART, 760, 4, 70),
    ),
    "Mogilany": (
        nature("Ogród deszczowy przy urzędzie", GREENERY, 620, 3, 80),
        classes("Klub młodzieżowy Libertów", CARE, 430, 9, 40),
        road("Chodnik Gaj – Lusina", MOBILITY, 3_150, 11, 30, partners=("Świątniki Górne",)),
    ),
    "Świątniki Górne": (
        event("Szlak rzemiosła ślusarskiego", CULTURE, 480, 6, 60, partners=("Mogilany",)),
        services("Termomodernizacja ośrodka zdrowia", GREENERY, 2_200, 8, 45),
        road("Ścieżka Rzeszotary – Ochojno", MOBILITY, 2_950, 13, 15),
    ),
    "Wieliczka": (
        road("Parking przesiadkowy Bogucice", MOBILITY, 8_900, 9, 55, slipped=True, partners=("Biskupice",)),
        services("Żłobek Śledziejowice", CARE, 10_400, 12, 40),
        nature("Zbiornik przeciwpowodziowy Lednica", GREENERY, 6_700, 16, 20),
        event("Letnia scena w parku", CULTURE, 350, 7, 45),
        classes("Pracownie zawodowe z pracodawcami", SCHOOL, 1_700, 10, 35, partners=("Niepołomice",)),
    ),
    "Wielka Wieś": (
        road("Ścieżka Modlnica – Tomaszowice", MOBILITY, 3_600, 7, 55),
        road("Strefa aktywności – drogi dojazdowe", ECONOMY, 9_300, 14, 30),
        service("Czujniki powietrza w sołectwach", SMART, 290, 2, 90, partners=("Zabierzów",)),
    ),
    "Zabierzów": (
        road("Droga rowerowa nad Rudawą", MOBILITY, 5_500, 10, 45, partners=("Kraków",)),
        classes("Kompetencje przyszłości w szkołach", SCHOOL, 1_250, 9, 40, partners=("Wielka Wieś", "Liszki")),
        service("Wypożyczalnia sprzętu dla chorych", CARE, 410, 5, 70),
        services("Centrum wspólnych usług – adaptacja", SMART, 2_800, 8, 50),
    ),
    "Zielonki": (
        services("Dzienny dom opieki", CARE, 5_200, 11, 40),
        nature("Łąki i mokradła nad Prądnikiem", GREENERY, 1_450, 10, 20),
        services("Biblioteka z czytelnią w ogrodzie", CULTURE, 3_700, 6, 65),
        road("Pętla autobusowa z wiatą rowerową", MOBILITY, 2_250, 5, 70, partners=("Kraków", "Michałowice")),
    ),
}  # fmt: skip

ANYWHERE = (
    road("Trasa rowerowa wzdłuż rzeki", MOBILITY, 6_400, 10, 40, story=CYCLE_ROUTE),
    road("Parking przesiadkowy przy stacji", MOBILITY, 5_150, 1, 90, story=PARK_AND_RIDE),
    services("Żłobek gminny", CARE, 8_800, 7, 60, story=NURSERY),
    nature("Park miejski – zieleń i woda", GREENERY, 3_200, 6, 55, story=TOWN_PARK),
    services("Termomodernizacja szkół", SCHOOL, 7_600, 9, 60, slipped=True),
    nature("Zbiornik retencyjny", GREENERY, 2_750, 13, 15),
    services("Dom kultury – remont sceny", CULTURE, 1_960, 4, 75),
    classes("Klub seniora", CARE, 540, 6, 55),
    service("E-urząd: sprawy bez kolejki", SMART, 760, 4, 70),
    event("Targ lokalnych producentów", ECONOMY, 310, 3, 80),
    classes("Pracownie zawodowe z pracodawcami", SCHOOL, 1_700, 10, 35),
    road("Strefa aktywności – drogi dojazdowe", ECONOMY, 9_300, 14, 30),
)
"""For communes that have no projects of their own here."""
KINDS = {plan.name: plan.kind for plans in (ANYWHERE, *PROJECTS.values()) for plan in plans}


def plans_of(commune: str, at: int, rng: Random) -> tuple[Plan, ...]:
    """Three to five projects of a commune, the same ones each time."""
    if commune in PROJECTS:
        return PROJECTS[commune]
    return ANYWHERE[:3] if at == 0 else tuple(rng.sample(ANYWHERE, rng.choice((3, 3, 4, 5))))


STAGES = {
    True: (("Dokumentacja", 15), ("Pozwolenie na budowę", 30), ("Umowa z wykonawcą", 40), ("Półmetek robót", 70),
           ("Zakończenie robót", 90), ("Odbiór końcowy", 100)),
    False: (("Porozumienie partnerów", 15), ("Nabór i regulamin", 35), ("Pilotaż", 60), ("Ewaluacja", 85),
            ("Raport końcowy", 100)),
}  # fmt: skip
"""Milestones of what is built and of what is not, and how much is done (in per cent) once they are reached."""
SPAN_AT_MOST = 30
FUNDING = (
    "środki unijne 70%, wkład własny 30%",
    "środki unijne 85%, wkład własny 15%",
    "budżety gmin",
    "dotacja celowa",
)


def details_of(plan: Plan, today: date, rng: Random) -> dict[str, Any]:
    """Its columns in the table of projects. The end comes as long after today as was planned, whenever that is."""
    passed = min(SPAN_AT_MOST, max(3, round(plan.months * plan.done / (100 - plan.done))))
    unneeded = None if plan.kind.builds else Readiness.NOT_APPLICABLE
    return {
        "start": _first_of_month(today, -passed),
        "end": _first_of_month(today, plan.months + 1) - timedelta(days=1),
        "budget": Decimal(plan.thousands * 1000),
        "funding": rng.choice(FUNDING),
        "documentation": Readiness.YES if plan.done >= 15 else Readiness.NO,
        "land": unneeded or (Readiness.YES if plan.done >= 25 else Readiness.UNKNOWN),
        "permits": unneeded or (Readiness.YES if plan.done >= 30 else Readiness.NO),
        "financing": Readiness.YES if plan.done >= 35 else Readiness.UNKNOWN,
    }


def milestones_of(plan: Plan, begun: Project, today: date, rng: Random) -> Iterator[tuple[str, date, date | None]]:
    """Their names, when they are due and when they were reached. The next one is near, or overdue."""
    assert begun.start is not None and begun.end is not None, "details_of gives both"  # noqa: S101
    soon = today + timedelta(days=rng.randrange(12, 40))
    coming = [stage for stage in STAGES[plan.kind.builds] if stage[1] > plan.done]
    for name, done in STAGES[plan.kind.builds]:
        due = begun.start + (begun.end - begun.start) * done / 100
        if done <= plan.done:
            due = min(due, today - timedelta(days=7))
            yield name, due, min(due + timedelta(days=rng.randrange(-6, 9)), today - timedelta(days=1))
        elif (name, done) == coming[0] and plan.slipped:
            yield name, today - timedelta(days=9), None
        elif done == 100:
            yield name, begun.end, None
        else:
            yield name, soon if (name, done) == coming[0] else max(due, soon + timedelta(days=21)), None


def _first_of_month(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
