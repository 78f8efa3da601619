"""How an answer to a status round looks on a phone: the prompt, its lines."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from bot.conversation.buttons import Tap
from bot.conversation.outgoing import Message, Services, button
from bot.texts import Words, shorten
from models.status.answer import Given, NewLine, Row
from models.status.last_word import Partnered
from models.status.status_round import Round

PREVIOUS_SHOWN = 12
NAME_SHOWN = 60


class Show(Tap, tag="status.card", was={"status.show": {"in_place": False}, "status.commune": {"in_place": True}}):
    """The question of the week, or the answer that stands."""

    obligation: int
    in_place: bool = False


class Same(Tap, tag="status.same"):
    """Nothing has changed in any project."""

    obligation: int


class Fill(Tap, tag="status.begin", was={"status.fill": {"on_behalf": False}, "status.fill_for": {"on_behalf": True}}):
    """Answer project by project, or correct the answer; on behalf: the Office does, as the commune has told it."""

    obligation: int
    on_behalf: bool = False


class Later(Tap, tag="status.later"):
    """Ask again in a few hours."""

    obligation: int


def title(words: Words, status_round: Round, commune: str) -> Markup:
    """``📋 Status: tydzień 47 (16–22.11) · Niepołomice``."""
    days = words.days(status_round.monday, status_round.sunday)
    return words("status.title", week=status_round.number, days=days, commune=commune)


def prompt(
    words: Words,
    status_round: Round,
    obligation_id: int,
    commune: str,
    rows: Sequence[Row],
    *,
    reminder: bool = False,
) -> Message:
    """The question of the week, with how the projects stood before."""
    lines = [title(words, status_round, commune)]
    if reminder:
        lines.insert(0, words("status.reminder"))
    if status_round.closed_at is not None:
        lines.append(words("status.closed_but"))
    lines.append(words("status.previously", lights=_previously(words, rows)))
    return Message(
        Markup("\n").join(lines),
        [
            [button(words, "status.same", Same(obligation=obligation_id))],
            [
                button(words, "status.fill", Fill(obligation=obligation_id)),
                button(words, "status.later", Later(obligation=obligation_id)),
            ],
        ],
    )


def _previously(words: Words, rows: Sequence[Row]) -> Markup:
    known = [row for row in rows if row.before is not None][:PREVIOUS_SHOWN]
    if not known:
        return words("status.nothing_before")
    lights = Markup(" · ").join(
        f"{row.before.light.sign} {shorten(row.project, NAME_SHOWN)}" for row in known if row.before is not None
    )
    more = len(rows) - len(known)
    return lights + (words("status.and_more", n=more) if more else "")


def line(name: str, said: NewLine | Partnered) -> Markup:
    percent = f", {said.progress}%" if said.progress is not None else ""
    files = said.files if isinstance(said, NewLine) else []
    clip = f" 📎{len(files) if len(files) > 1 else ''}" if files else ""
    sentence = Markup("\n   <i>{}</i>").format(said.sentence) if said.sentence else ""
    return Markup("{} {}{}{}{}").format(said.light.sign, name, percent, clip, sentence)


def lines_now(rows: Iterable[Row]) -> Markup:
    """The answer that counts, project by project."""
    return Markup("\n").join(line(row.project, row.now) for row in rows if row.now is not None)


def signed(words: Words, services: Services, of: Given) -> Markup:
    """Who answered and when."""
    at = words.moment(services.clock.local(of.answered_at))
    return words("status.signed", name=author(words, of.name, on_behalf=of.on_behalf), at=at)


def author(words: Words, name: str, *, on_behalf: bool) -> str:
    """The author's name; the Office is marked."""
    return words.plain("status.for_commune", name=name) if on_behalf else name


def put_off(words: Words, what: str, before: date, after: date, *, times: int = 1) -> Markup:
    """``Półmetek robót: 20.11.2026 → 20.12.2026 (+30 dni, 2. raz)``."""
    days = (after - before).days
    by = ("+" if days > 0 else "−") + words.plain("status.days", n=abs(days))
    if times > 1:
        by += ", " + words.plain("status.times", n=times)
    return words("status.put_off", what=what, before=words.day(before), after=words.day(after), by=by)
