"""The people of the demonstration. All of them are invented; the same ones each time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from models.people.permission import Role


@dataclass(frozen=True)
class Figure:
    """Somebody of the demonstration; ``at`` is the number of their commune (None: the Office, or no team at all)."""

    name: str
    role: Role | None
    at: int | None = None
    fields: tuple[int, ...] = ()
    language: str = "pl"
    is_leading: bool = False
    is_director: bool = False

    @property
    def is_woman(self) -> bool:
        """In Poland the first name tells."""
        return self.name.split()[0].endswith("a")


LEADING = (
    ("Jan Kowalski", Role.OFFICE, None),
    ("Anna Nowak", Role.COORDINATOR, 0),
    ("Piotr Zając", Role.CHAIR, 0),
    ("Ewa Lis", Role.COORDINATOR, 1),
    ("Marek Wilga", Role.CHAIR, 1),
    ("Kasia Wrona", Role.SPECIALIST, 0),
    ("Tomasz Bąk", None, None),
)
"""Their communes are the first and the second of ``HOMES``; Jan is the director of the Office, Tomasz a stranger."""
OF_OFFICE = "Zofia Malec"
SPEAKS_ENGLISH = "Daniel Reed"
HOMES = ("Niepołomice", "Skawina")
MOBILITY = 1

WOMEN = (
    "Agata Agnieszka Alicja Barbara Beata Dorota Edyta Elżbieta Gabriela Halina Irena Iwona Joanna Jolanta Justyna "
    "Karolina Kinga Krystyna Lucyna Magdalena Małgorzata Maria Marta Monika Natalia Olga Renata Sylwia Teresa Urszula "
    "Wanda"
)
MEN = (
    "Adam Aleksander Artur Bartosz Damian Dariusz Dominik Filip Grzegorz Hubert Jacek Jakub Janusz Jerzy Kamil Karol "
    "Konrad Krzysztof Leszek Łukasz Maciej Mateusz Michał Mirosław Paweł Rafał Sebastian Szymon Wiktor Wojciech "
    "Zbigniew"
)
SURNAMES = (
    "Adamczyk Bielak Borek Brzozowski Bukowski Chmielewski Cichy Cieślak Czajka Dębski Domagała Dudek Gajda Głowacki "
    "Górny Grabowski Jabłoński Janik Jaworski Kaczmarek Kania Kasprzyk Klimek Kosiński Kowalik Krupa Kubik Kurek "
    "Leśniak Lipiński Łukasik Madej Majewski Marzec Michalik Mroczek Olszewski Pająk Pietrzyk Podgórski Rogala Rudzki "
    "Sikora Skiba Sobczyk Stachura Stępień Szewczyk Śliwa Tokarski Urban Walczak Wawrzyniak Wilczek Wolny Wysocki "
    "Zaręba Zawadzki Zawada Zięba Żak"
)
"""So many first names and so many surnames that the pairs repeat themselves only after 1,891."""

ROLES = {
    Role.OFFICE: (("pracownik Biura", "pracownica Biura"), "Office staff"),
    Role.CHAIR: (("przewodniczący zespołu", "przewodnicząca zespołu"), "chair"),
    Role.CHAIR_DEPUTY: (("zastępca przewodniczącego", "zastępczyni przewodniczącego"), "deputy chair"),
    Role.COORDINATOR: (("koordynator", "koordynatorka"), "coordinator"),
    Role.COORDINATOR_DEPUTY: (("zastępca koordynatora", "zastępczyni koordynatora"), "deputy coordinator"),
    Role.SPECIALIST: (("specjalista", "specjalistka"), "specialist"),
}


def cast(communes: Sequence[str], fields: int, rng: Random) -> list[Figure]:
    """Everybody, those first whom the demonstration leads about; then the communes, one after the other."""
    homes = homes_among(communes)
    names = _names(rng)
    figures = [
        Figure(
            name, role, None if home is None else homes[home],
            fields=(MOBILITY % fields,) if role is Role.SPECIALIST else (),
            is_leading=True, is_director=role is Role.OFFICE,
        )
        for name, role, home in LEADING
    ]  # fmt: skip
    figures.append(Figure(OF_OFFICE, Role.OFFICE))
    for at in range(len(communes)):
        leading = {figure.role for figure in figures if figure.at == at}
        figures += [Figure(next(names), role, at) for role in _leaders(rng, at in homes) if role not in leading]
        known = [(SPEAKS_ENGLISH, "en")] if at == _last_but(homes, communes) else []
        known += [(next(names), "pl") for _ in range(2 if at in homes else rng.choice((0, 2, 3, 3, 4, 5)))]
        for name, language in known:
            worked_in = tuple(sorted(rng.sample(range(fields), min(fields, rng.choice((1, 1, 2, 3))))))
            figures.append(Figure(name, Role.SPECIALIST, at, worked_in, language))
    return figures


def homes_among(communes: Sequence[str]) -> tuple[int, int]:
    """The numbers of the communes in which the leading figures live: of an association without them the first two."""
    if all(home in communes for home in HOMES):
        return communes.index(HOMES[0]), communes.index(HOMES[1])
    return 0, min(1, len(communes) - 1)


def described(figure: Figure, commune: str | None) -> dict[str, str]:
    """What they are, in a few words of each language."""
    if figure.role is None:
        return {"pl": "spoza zespołów", "en": "in no team"}
    if figure.is_director:
        return {"pl": "dyrektorka Biura" if figure.is_woman else "dyrektor Biura", "en": "director of the Office"}
    polish, english = ROLES[figure.role]
    place = f", {commune}" if commune else ""
    return {"pl": polish[figure.is_woman] + place, "en": english + place}


def _leaders(rng: Random, is_home: bool) -> list[Role]:
    """Here and there they have deputies; the leading coordinators do."""
    deputies = {Role.COORDINATOR_DEPUTY: 1 if is_home else 0.4, Role.CHAIR_DEPUTY: 0.3}
    return [Role.COORDINATOR, Role.CHAIR, *(role for role, often in deputies.items() if rng.random() < often)]


def _last_but(homes: tuple[int, int], communes: Sequence[str]) -> int:
    """Some commune in which none of the leading figures live, if there is one."""
    return next((at for at in reversed(range(len(communes))) if at not in homes), 0)


def _names(rng: Random) -> Iterator[str]:
    """Women and men in turn, more or less."""
    women, men, surnames = WOMEN.split(), MEN.split(), SURNAMES.split()
    for names in (women, men, surnames):
        rng.shuffle(names)
    of_women = zip(cycle(women), (_of_woman(surname) for surname in cycle(surnames)), strict=False)
    of_men = zip(cycle(men), cycle(reversed(surnames)), strict=False)
    while True:
        first, surname = next(rng.choice((of_women, of_men)))
        yield f"{first} {surname}"


def _of_woman(surname: str) -> str:
    """``Zawadzki`` is ``Zawadzka``, ``Górny`` is ``Górna``; other surnames stay as they are."""
    return surname[:-1] + "a" if surname.endswith(("ski", "cki", "dzki", "ny", "chy")) else surname
