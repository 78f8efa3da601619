"""Rule 6: every command and every button, tried by everybody, about their own commune and about another one."""

from collections.abc import AsyncIterator
from time import perf_counter

import pytest

from bot import app
from bot.conversation.dialog import Back, Open
from bot.delivery.transport import make_bot
from bot.texts import Texts
from handlers import CONVERSATIONS
from tests.conftest import Town
from tests.fire.offers import OFFERS, Offer
from tests.fire.places import SCENE, WHO, Scenery, draft_of, furnish, in_dialog, tap_on
from tests.fire.rehearsal import Ear, Rehearsal

# a = allowed, o = allowed about the own commune (or about what is one's own) only, . = refused
#                             Office
#                             | chair
#                             | | authorised by the chair
#                             | | | coordinator
#                             | | | | authorised by the coordinator
#                             | | | | | specialist
#                             | | | | | | stranger
#                             | | | | | | | removed from the team (was coordinator)
#                             | | | | | | | | coordinator who had blocked the bot and came back
COMMANDS = {
    "start":                 "a a a a a a a a a",
    "menu":                  "a a a a a a . . a",
    "status":                ". a a a a a . . a",
    "risk":                  "a a a a a a . . a",
    "forum":                 "a . . . . . . . .",
    "forums":                "a a a a a a . . a",
    "announcement":          "a . . . . . . . .",
    "risks":                 "a a a a a a . . a",
    "project":               "a a a a a a . . a",
    "report":                "a . . . . . . . .",
    "team":                  "a a a a a a . . a",
    "invite":                "a . . a a . . . a",
    "absence":               ". a a a a a . . a",
    "settings":              "a a a a a a . . a",
    "help":                  "a a a a a a a a a",
    "cancel":                "a a a a a a a a a",
}  # fmt: skip
# a button on a card, or whatever a question of that conversation or that step offers
TAPS = {
    "dialog.back":           "o o o o o o o o o",
    "team":                  "a o o o o o . . o",
    "member":                "a . . o o . . . o",
    "invite":                "a . . o o . . . o",
    "team.ask_which.page":   "a a a a a a . . a",
    "invite.ask_commune.page": "a . . a a . . . a",
    "invite.ask_commune.open": "a . . a a . . . a",
    "invite.ask_role.open":  "a . . a a . . . a",
    "invite.ask_which_to_withdraw.return": "a . . a a . . . a",
    "absence":               ". a a a a a . . a",
    "absence.ask_deputy.person":". o o o o o . . o",
    "status":                ". o o o o o . . o",
    # joining, asking for access and deciding about it
    "start.join":            "a a a a a a a a a",
    "start.clause":          "a a a a a a a a a",
    "start.leave":           "a a a a a a a a a",
    "start.this_name":       "a a a a a a a a a",
    "start.other_name":      "a a a a a a a a a",
    "start.field":           "a a a a a a a a a",
    "start.next":            "a a a a a a a a a",
    "access.ask":            "a a a a a a a a a",
    "access.commune":        "a a a a a a a a a",
    "access.page":           "a a a a a a a a a",
    "access.role":           "a a a a a a a a a",
    "access.admit":          "a . . o o . . . o",
    "access.decline":        "a . . o o . . . o",
    # the weekly status
    "status.commune":        ". o o o o o . . o",
    "status.same":           ". o o o o o . . o",
    "status.fill":           ". o o o o o . . o",
    "status.later":          ". o o o o o . . o",
    # risks are raised and read by the team, taken by the Office (test_risk.py: what reporter and owner may besides)
    "risk.project":          "a o o o o o . . o",
    "risk.commune":          "a o o o o o . . o",
    "risk.page":             "a o o o o o . . o",
    "risk.severity":         "a o o o o o . . o",
    "risk.same":             "a o o o o o . . o",
    "risk.other":            "a o o o o o . . o",
    "risk.again":            "a o o o o o . . o",
    "risk.enough":           "a o o o o o . . o",
    "risk.unsay":            ". . . . . . . . .",
    "risk.from_status":      "a o o o o o . . o",
    "risk.show":             "a o o o o o . . o",
    "risk.history":          "a o o o o o . . o",
    "risk.files":            "a o o o o o . . o",
    "risk.thread_files":     "a o o o o o . . o",
    "risk.do":               "a . . . . . . . .",
    "risk.no_reason":        "a . . . . . . . .",
    "risk.leave_it":         "a o o o o o . . o",
    "risk.ask":              "a . . . . . . . .",
    "risk_thread.reply":     "a . . . . . . . .",
    "risk.details":          "a o o o o . . . o",
    "risk_details.choose":   "a o o o o . . . o",
    "risk_details.set":      "a o o o o . . . o",
    "risk_details.owner":    "a o o o o . . . o",
    "risk_details.owns":     "a o o o o . . . o",
    "risk_details.page":     "a o o o o . . . o",
    "risk_details.actions":  "a o o o o . . . o",
    "risk_details.return":   "a o o o o . . . o",
    "risk_details.done":     "a o o o o o . . o",
    "risk_action.page":      "a o o o o . . . o",
    "risk_action.choose":    "a o o o o . . . o",
    "risk_action.add":       "a o o o o . . . o",
    "risk_action.tick":      "a o o o o . . . o",
    "risk_action.put_off":   "a o o o o . . . o",
    "risk_action.remove":    "a o o o o . . . o",
    "risk_action.by":        "a o o o o . . . o",
    "risk_action.return":    "a o o o o . . . o",
    "risk_action.done":      "a o o o o . . . o",
    "risks.page":            "a a a a a a . . a",
    "risks.see":             "a a a a a a . . a",
    "risks.part":            "a a a a a a . . a",
    "risks.pick":            "a a a a a a . . a",
    "risks.closed":          "a a a a a a . . a",
    "risks.clear":           "a a a a a a . . a",
    "risks.matrix":          "a a a a a a . . a",
    "risks.sheet":           "a a a a a a . . a",
    "risks.csv":             "a a a a a a . . a",
    "risks.show":            "a o o o o o . . o",
    # forums: the commune's leaders delegate, delegates answer for themselves
    "forum.delegate":        "a o o o o . . . o",
    "forum.i_go":            ". o o o o . . . o",
    "forum.none_goes":       "a o o o o . . . o",
    "forum_delegate":        "a o o o o . . . o",
    "forum_delegate.ask_nobody.stay": "a o o o o o . . o",
    "forum.come":            "o o o o o o . . o",
    "forum.cannot_come":     "o o o o o o . . o",
    "forum_answer":          "o o o o o o . . o",
    "forum_answer.ask_reason.stay": "a a a a a a . . a",
    # the Office calls forums, changes them and calls them off
    "forum_call.back":      "a . . . . . . . .",
    "forum_call.days_page": "a . . . . . . . .",
    "forum_call.day":       "a . . . . . . . .",
    "forum_call.hour":      "a . . . . . . . .",
    "forum_call.days_before": "a . . . . . . . .",
    "forum_call.at_once":   "a . . . . . . . .",
    "forum_call.minutes":   "a . . . . . . . .",
    "forum_call.audience":  "a . . . . . . . .",
    "forum_call.group":     "a . . . . . . . .",
    "forum_call.tick":      "a . . . . . . . .",
    "forum_call.communes_page": "a . . . . . . . .",
    "forum_call.all_again": "a . . . . . . . .",
    "forum_call.accept":    "a . . . . . . . .",
    "forum_call.number":    "a . . . . . . . .",
    "forum_call.sample":    "a . . . . . . . .",
    "forum_call.send":      "a . . . . . . . .",
    "forum_call.later":     "a . . . . . . . .",
    "forum_call.mend":      "a . . . . . . . .",
    "forum_call.detail":    "a . . . . . . . .",
    "forum_call.discard":   "a . . . . . . . .",
    "forum_call.kind":      "a . . . . . . . .",
    "forum_call.templates": "a . . . . . . . .",
    "forum_call.templates_page": "a . . . . . . . .",
    "forum_call.like":      "a . . . . . . . .",
    "forum_call.field":     "a . . . . . . . .",
    "forum_call.without":   "a . . . . . . . .",
    "forum_sending.now":    "a . . . . . . . .",
    "forum_sending.later":  "a . . . . . . . .",
    "forum_sending":         "a . . . . . . . .",
    "forum.alter":          "a . . . . . . . .",
    "forum_change.number":  "a . . . . . . . .",
    "forum_change.without": "a . . . . . . . .",
    "forum_change.day":     "a . . . . . . . .",
    "forum_change.hour":    "a . . . . . . . .",
    "forum_change.detail":  "a . . . . . . . .",
    "forum_change.back":    "a . . . . . . . .",
    "forum_change.discard": "a . . . . . . . .",
    "forum_change.save":    "a . . . . . . . .",
    "forum.call_off":       "a . . . . . . . .",
    "forum_cancel":          "a . . . . . . . .",
    "forum.page":           "a . . . . . . . .",
    "forum.show":           "a a a a a a . . a",
    "forums":                "a a a a a a . . a",
    "forum_call.rhythm":    "a . . . . . . . .",
    "forum.end_series":     "a . . . . . . . .",
    "forum.calendar":       "a a a a a a . . a",
    # it takes attendance and hands out materials; delegates have a code at the door
    "forum.attendance":     "a . . . . . . . .",
    "forum_attendance.paper": "a . . . . . . . .",
    "forum_attendance.sheet": "a . . . . . . . .",
    "forum_attendance":      "a . . . . . . . .",
    "forum.materials":      "a . . . . . . . .",
    "forum_materials":       "a . . . . . . . .",
    "forum.code":           "o o o o o o . . o",
    # it announces; who got an announcement says that it was read
    "announcement.read":    "o o o o o o . . o",
    "announcement.recent":  "a . . . . . . . .",
    "announcement.recent_page": "a . . . . . . . .",
    "announcement.show":    "a . . . . . . . .",
    "announcement.who_read": "a . . . . . . . .",
    "announcement.who_read_page": "a . . . . . . . .",
    "announcement.stop":    "a . . . . . . . .",
    "announcement.correct": "a . . . . . . . .",
    "announcement.leave_it": "a . . . . . . . .",
    "announcement.now":     "a . . . . . . . .",
    "announcement.then":    "a . . . . . . . .",
    "announcement.discard": "a . . . . . . . .",
    "announcement.later":   "a . . . . . . . .",
    "announcement.on":      "a . . . . . . . .",
    "announcement.mend":    "a . . . . . . . .",
    "announcement.mend_text": "a . . . . . . . .",
    "announcement.mend_audience": "a . . . . . . . .",
    "announcement.preview": "a . . . . . . . .",
    "announcement.group":   "a . . . . . . . .",
    "announcement.receipt": "a . . . . . . . .",
    "announcement.go_on":   "a . . . . . . . .",
    "announcement.chosen":  "a . . . . . . . .",
    "announcement.communes": "a . . . . . . . .",
    "announcement.commune": "a . . . . . . . .",
    "announcement.communes_page": "a . . . . . . . .",
    "announcement.communes_all": "a . . . . . . . .",
    "announcement.fields":  "a . . . . . . . .",
    "announcement.field":   "a . . . . . . . .",
    "announcement.fields_all": "a . . . . . . . .",
    # what the Office reads
    "report.open":           "a . . . . . . . .",
    "report.yes_open":       "a . . . . . . . .",
    "report.round":          "a . . . . . . . .",
    "report.whole":          "a . . . . . . . .",
    "report.by_field":       "a . . . . . . . .",
    "report.details":        "a . . . . . . . .",
    "report.commune":        "a . . . . . . . .",
    "report.files":          "a . . . . . . . .",
    "trend.show":            "a . . . . . . . .",
    # projects are read by all and changed by the coordination
    "project":               "a a a a a a . . a",
    "project.browse.add":    "a . . a a . . . a",
    "project.archive":       "a . . o o . . . o",
    "project.yes_archive":   "a . . o o . . . o",
    "project.no_archive":    "a . . o o . . . o",
    "project.change":        "a . . o o . . . o",
    "project.milestones":    "a . . o o . . . o",
    "project_add":           "a . . o o . . . o",
    "project_edit":          "a . . o o . . . o",
    "milestone":             "a . . o o . . . o",
    # teams are seen by their members and managed by the coordination
    "member.manage":         "a . . o o . . . o",
    # absences are one's own
    "absence.add":           ". a a a a a . . a",
    "absence.call_off":      "o o o o o o . o o",
    # settings are one's own, but for what the Office sets for everybody
    "settings.rename":       "a a a a a a . . a",
    "settings.keep_name":    "a a a a a a . . a",
    "settings.phone":        "a a a a a a . . a",
    "settings.no_phone":     "a a a a a a . . a",
    "settings.keep_phone":   "a a a a a a . . a",
    "settings.language":     "a a a a a a a a a",
    "settings.clause":       "a a a a a a a a a",
    "settings.leave":        "o o o o o o . . o",
    "settings.yes_leave":    "o o o o o o . . o",
    "settings.stay":         "a a a a a a a a a",
    "settings.timetable":    "a . . . . . . . .",
    "settings.part":         "a . . . . . . . .",
    "settings.day":          "a . . . . . . . .",
    "settings.hour":         "a . . . . . . . .",
    "settings.save":         "a . . . . . . . .",
    "settings.leave_weekly": "a . . . . . . . .",
    "settings.escalation":   "a . . . . . . . .",
    "escalation.wait":       "a . . . . . . . .",
    "escalation.after":      "a . . . . . . . .",
    "escalation.choose_director": "a . . . . . . . .",
    "escalation.director":   "a . . . . . . . .",
    "escalation.page":       "a . . . . . . . .",
    "escalation.save":       "a . . . . . . . .",
    "escalation.leave":      "a . . . . . . . .",
    "settings.contact":      "a . . . . . . . .",
    "contact.person":        "a . . . . . . . .",
    "contact.page":          "a . . . . . . . .",
    "contact.leave":         "a . . . . . . . .",
    "settings.forums":       "a . . . . . . . .",
    "settings_forums.days":  "a . . . . . . . .",
    "settings_forums.hours": "a . . . . . . . .",
    "settings_forums.save":  "a . . . . . . . .",
    "settings_forums.leave": "a . . . . . . . .",
}  # fmt: skip
PLACES = ("own", "foreign")
REFUSALS = [
    Texts()[language].plain(key)
    for language in ("pl", "en")
    for key in ("common.not_allowed", "common.not_allowed_toast", "common.members_only", "common.stale")
]


def line_of(offer: Offer) -> str:
    """The line of the table that says who may tap it."""
    return TAPS[_name_of_line(offer)]


def _name_of_line(offer: Offer) -> str:
    """Its own, or that of its step, or of its conversation."""
    conversation, _, rest = offer.key.partition(".")
    step = f"{conversation}.{rest.partition('.')[0]}"
    return next((name for name in (offer.key, step, conversation) if name in TAPS), f"none for {offer.key}")


def expected(line: str, who: str, place: str) -> bool:
    reach = dict(zip(WHO, line.split(), strict=True))[who]
    return reach == "a" or (reach == "o" and place == "own")


def is_refused(ear: Ear) -> bool:
    return any(said.startswith(refusal) for said in ear.words for refusal in REFUSALS)


@pytest.fixture
async def scenery(town: Town) -> Scenery:
    found = await furnish(town)
    await town.stop()
    return found


@pytest.fixture
async def rehearsal(town: Town, scenery: Scenery) -> AsyncIterator[Rehearsal]:
    """The same database, after the bot that made it has stopped."""
    database = await app.prepare(town.settings, town.clock)
    async with make_bot(town.settings) as bot:
        yield Rehearsal(database, app.make_house(town.settings, bot.username, town.clock), town.world, bot)
    await database.close()


def test_the_table_names_every_command_and_every_button() -> None:
    assert set(COMMANDS) == {conversation.name for conversation in CONVERSATIONS if conversation.commands}
    assert set(TAPS) == {_name_of_line(offer) for offer in OFFERS.values()}
    assert all(len(line.split()) == len(WHO) for line in [*COMMANDS.values(), *TAPS.values()])


async def test_everybody_tries_every_command(scenery: Scenery, rehearsal: Rehearsal) -> None:
    """In both languages, and as a button that does the same."""
    before = await rehearsal.before()
    wrong = []
    for conversation in (c for c in CONVERSATIONS if c.commands):
        for who, actor in scenery.actors.items():
            user, chat = actor.phone.user, actor.phone.chat
            allowed = expected(COMMANDS[conversation.name], who, "own")
            for command in conversation.commands:
                entity = {"type": "bot_command", "offset": 0, "length": len(command) + 1}
                said = {"text": f"/{command}", "entities": [entity]}
                ear = await rehearsal.play(lambda: rehearsal.world.write(user, chat, said))  # noqa: B023
                wrong += verdict(f"/{command}", who, allowed, ear, rehearsal.seen == before)
            data = Open(flow=conversation.name).pack()
            message = next(m for m in actor.phone.messages if m.buttons)
            ear = await rehearsal.play(lambda: rehearsal.world.tap(user, message, data))  # noqa: B023
            wrong += verdict(data, who, allowed, ear, rehearsal.seen == before)
    assert not wrong, "\n".join(wrong)


async def test_everybody_taps_every_button(
    scenery: Scenery, rehearsal: Rehearsal, caplog: pytest.LogCaptureFixture
) -> None:
    """On a message they have, about rows that are there; what belongs to a question, in the middle of its dialog."""
    before = await rehearsal.before()
    began, cases, wrong = perf_counter(), 0, []
    for key, offer in OFFERS.items():
        for who, actor in scenery.actors.items():
            message = next(m for m in actor.phone.messages if m.buttons)
            for place_name in PLACES:
                place = scenery.own if place_name == "own" else scenery.foreign
                flow = offer.conversation or next(c for c in CONVERSATIONS if c.name == "access")
                other = scenery.actors["chair" if who != "chair" else "specialist"]
                scene = None
                tap = tap_on(offer, place, actor, own=place_name == "own")
                if offer.bound or offer.tap is Back:
                    draft = draft_of(flow.name, place, key, actor if place_name == "own" else None)
                    scene = in_dialog(
                        flow, draft, actor, other, parked=offer.tap is Back, offers=offer.noted(tap), step=offer.step
                    )
                data = tap.pack(f"{SCENE}.1")
                ear = await rehearsal.play(
                    lambda: rehearsal.world.tap(actor.phone.user, message, data),  # noqa: B023
                    scene,
                )
                allowed = expected(line_of(offer), who, place_name)
                wrong += verdict(f"{key} ({place_name})", who, allowed, ear, rehearsal.seen == before)
                cases += 1
    print(f"\n    {cases} taps in {perf_counter() - began:.1f} s")  # noqa: T201
    assert not wrong, "\n".join(wrong)
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def verdict(what: str, who: str, allowed: bool, ear: Ear, unchanged: bool) -> list[str]:
    """What is wrong with how this went."""
    refused = is_refused(ear)
    if refused == allowed:
        return [f"{what} by {who} is {'refused' if refused else 'allowed'}: {' | '.join(ear.words)[:120]}"]
    if refused and not unchanged:
        return [f"{what} by {who} is refused, but something has changed"]
    return []
