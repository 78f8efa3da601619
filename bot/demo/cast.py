"""The people of the demonstration. All of them are invented; the same ones each time."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random

from bot.demo.content import Figure, content
from models.people.permission import Role


def cast(communes: Sequence[str], fields: Sequence[str], rng: Random) -> list[Figure]:
    """All figures: the leading ones first, then commune by commune."""
    people, homes, names = content().people, homes_among(communes), _names(rng)
    home_of = dict(zip(people.homes, homes, strict=True))
    figures = [
        figure.model_copy(update={
            "commune": home_of[figure.commune] if figure.commune else None,
            "fields": tuple(field_among(fields, name) for name in figure.fields),
            "is_leading": True,
        })
        for figure in people.leading
    ]  # fmt: skip
    figures.append(Figure(name=people.of_office, role=Role.OFFICE))
    with_english = next((commune for commune in reversed(communes) if commune not in homes), communes[0])
    for commune in communes:
        leading = {figure.role for figure in figures if figure.commune == commune}
        roles = [role for role in _leaders(rng, commune in homes) if role not in leading]
        figures += [Figure(name=next(names), role=role, commune=commune) for role in roles]
        known = [(people.speaks_english, "en")] if commune == with_english else []
        known += [(next(names), "pl") for _ in range(2 if commune in homes else rng.choice((0, 2, 3, 3, 4, 5)))]
        for name, language in known:
            picked = rng.sample(fields, min(len(fields), rng.choice((1, 1, 2, 3))))
            own = tuple(sorted(picked, key=fields.index))
            figures.append(Figure(name=name, role=Role.SPECIALIST, commune=commune, fields=own, language=language))
    return figures


def homes_among(communes: Sequence[str]) -> tuple[str, str]:
    """The home communes of the leading figures; in an association without them, its first two."""
    homes = content().people.homes
    return homes if set(homes) <= set(communes) else (communes[0], communes[min(1, len(communes) - 1)])


def field_among(fields: Sequence[str], name: str) -> str:
    """The field of that name; in an association with other fields, its substitute."""
    return name if name in fields else fields[content().projects.fields.index(name) % len(fields)]


def described(figure: Figure) -> dict[str, str]:
    """A short description in each language."""
    title = content().people.titles["director" if figure.is_director else figure.role or "stranger"]
    place = f", {figure.commune}" if figure.commune else ""
    return {"pl": title.pl + place, "en": title.en + place}


def _leaders(rng: Random, is_home: bool) -> list[Role]:
    """The leading roles of a team: deputies here and there, always for the leading coordinators."""
    deputies = {Role.COORDINATOR_DEPUTY: 1 if is_home else 0.4, Role.CHAIR_DEPUTY: 0.3}
    return [Role.COORDINATOR, Role.CHAIR, *(role for role, often in deputies.items() if rng.random() < often)]


def _names(rng: Random) -> Iterator[str]:
    """Names of women and men at random, without end."""
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
    """The female form: ``Zawadzki`` is ``Zawadzka``, ``Górny`` is ``Górna``; other surnames are unchanged."""
    return surname[:-1] + "a" if surname.endswith(("ski", "cki", "dzki", "ny", "chy")) else surname
