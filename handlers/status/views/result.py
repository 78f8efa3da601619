"""How a round looks to those who report: their own commune, and all together."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.buttons import Bare, arrows, column, page_of
from bot.conversation.outgoing import Message, Services, button
from bot.texts import Words, shorten
from handlers.status.views.answer import Fill
from handlers.status.views.report import (
    COMMUNE_SHOWN,
    NAME_SHOWN,
    SHOW_TREND,
    Details,
    OneCommune,
    back,
    head,
    lights,
    quote,
    weeks_beside,
)
from models.people.commune import Commune
from models.status.answer import Light
from models.status.last_word import Lights, Standing
from models.status.result import Result, Whole
from models.status.status_round import StatusRound

PAGE = 20
NO_MORE = Bare("result.no_more")


def card(words: Words, of: StatusRound, result: Result, whole: Whole) -> Message:
    """What chairs and coordinators get when a round closes: their commune, then all in one line."""
    if result.is_answered:
        first = words("result.commune", commune=result.commune, week=of.number, lights=lights(result.lights))
    else:
        is_known = any(result.lights[light] for light in Light)
        last = words("result.last", lights=lights(result.lights)) if is_known else ""
        first = words("result.silent", commune=result.commune, week=of.number, last=last)
    lines = [
        first,
        *(_project(words, line) for line in result.worst),
        words("result.whole", lights=lights(whole.lights), answered=whole.answered, all=whole.asked),
    ]
    answer = [] if result.is_answered else [[button(words, "result.answer_now", Fill(obligation=result.obligation_id))]]
    show = button(words, "result.show", OneCommune(status_round=of.id, commune=result.commune_id))
    return Message(Markup("\n").join(lines), [*answer, [show, button(words, "result.no_more", NO_MORE)]])


def _project(words: Words, line: Standing) -> Markup:
    """``🟡 P+R Podłęże: Czekamy na decyzję środowiskową · od 2 tyg.``"""
    since = Markup(" · ") + words("report.since", n=line.weeks) if line.weeks > 1 else ""
    return Markup("{} {}{}{}").format(line.light.sign, shorten(line.project, NAME_SHOWN), quote(line.sentence), since)


def overview(
    words: Words,
    services: Services,
    of: StatusRound,
    whole: Whole,
    own: Sequence[Commune],
    beside: tuple[StatusRound | None, StatusRound | None],
) -> Message:
    """/raport for a team: how many have answered and how all projects stand; their own communes behind buttons."""
    id = of.id
    mine = [
        button(words, "result.mine", OneCommune(status_round=id, commune=commune.id), commune=commune.name)
        for commune in own
    ]
    all_of_them = button(words, "result.all", Details(status_round=id, page=0))
    lines = head(words, services, of, lights(whole.lights), answered=whole.answered, asked=whole.asked)
    ways = [all_of_them, button(words, "trend.show", SHOW_TREND)]
    return Message(Markup("\n").join(lines), [*column(mine), ways, weeks_beside(words, *beside)])


def every(words: Words, of: StatusRound, communes: Sequence[tuple[str, Lights]], *, silent: int, page: int) -> Message:
    """How each commune stands by its last word; silent ones only as a number."""
    shown, page, last = page_of(communes, page, PAGE)
    lines = [
        words("result.line", commune=shorten(commune, COMMUNE_SHOWN), lights=lights(stands))
        for commune, stands in shown
    ]
    counted = [words("result.silent_ones", n=silent)] if silent else []
    text = Markup("\n").join([words("result.every", week=of.number), *lines, *counted])
    turns = arrows(page, last, lambda page: Details(status_round=of.id, page=page))
    return Message(text, [*turns, back(words, of)])
