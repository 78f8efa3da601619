"""The people of the demonstration. All of them are invented; the same ones each time."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random

from bot.demo.content import Figure, content
from models.people.permission import Role


def cast(communes: Sequence[str], fields: int, rng: Random) -> list[Figure]:
    """Everybody, the leading figures first; then the communes, one after the other."""
    people, homes, names = content().people, homes_among(communes), _names(rng)
    figures = [_settled(figure, homes, fields) for figure in people.leading]
    figures.append(Figure(name=people.of_office, role=Role.OFFICE))
    for at in range(len(communes)):
        leading = {figure.role for figure in figures if figure.at == at}
        figures += [
            Figure(name=next(names), role=role, at=at) for role in _leaders(rng, at in homes) if role not in leading
        ]
        known = [(people.speaks_english, "en")] if at == _last_but(homes, communes) else []
        known += [(next(names), "pl") for _ in range(2 if at in homes else rng.choice((0, 2, 3, 3, 4, 5)))]
        for name, language in known:
            worked_in = tuple(sorted(rng.sample(range(fields), min(fields, rng.choice((1, 1, 2, 3))))))
            figures.append(Figure(name=name, role=Role.SPECIALIST, at=at, fields=worked_in, language=language))
    return figures


def _settled(figure: Figure, homes: Sequence[int], fields: int) -> Figure:
    """A leading figure in its commune, with fields that this association has."""
    at = homes[figure.at] if figure.at is not None else None
    worked_in = tuple(field % fields for field in figure.fields)
    return figure.model_copy(update={"at": at, "fields": worked_in, "is_leading": True})


def homes_among(communes: Sequence[str]) -> tuple[int, int]:
    """The numbers of the communes in which the leading figures live: of an association without them the first two."""
    first, second = content().people.homes
    if first in communes and second in communes:
        return communes.index(first), communes.index(second)
    return 0, min(1, len(communes) - 1)


def described(figure: Figure, commune: str | None) -> dict[str, str]:
    """What they are, in a few words of each language."""
    title = content().people.titles["director" if figure.is_director else figure.role or "stranger"]
    place = f", {commune}" if commune else ""
    return {"pl": (title.woman if figure.is_woman else title.man) + place, "en": title.en + place}


def _leaders(rng: Random, is_home: bool) -> list[Role]:
    """Here and there they have deputies; the leading coordinators do."""
    deputies = {Role.COORDINATOR_DEPUTY: 1 if is_home else 0.4, Role.CHAIR_DEPUTY: 0.3}
    return [Role.COORDINATOR, Role.CHAIR, *(role for role, often in deputies.items() if rng.random() < often)]


def _last_but(homes: tuple[int, int], communes: Sequence[str]) -> int:
    """Some commune in which none of the leading figures live, if there is one."""
    return next((at for at in reversed(range(len(communes))) if at not in homes), 0)


def _names(rng: Random) -> Iterator[str]:
    """Women and men in turn, more or less."""
    people = content().people
    women, men, surnames = list(people.women), list(people.men), list(people.surnames)
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
