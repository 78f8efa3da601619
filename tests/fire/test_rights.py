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
from tests.fire.fixtures import SCENE, WHO, Scenery, draft_of, furnish, in_dialog, tap_on
from tests.fire.offers import OFFERS, Offer
from tests.fire.rehearsal import Ear, Rehearsal, state

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
    "data":                  "a a a a a a . . a",
    "todo":                  "a a a a a a . . a",
    "announcement":          "a . . . . . . . .",
    "risks":                 "a a a a a a . . a",
    "project":               "a a a a a a . . a",
    "report":                "a a a a a a . . a",
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
    "forum":                 "a . . . . . . . .",
    "forum_change":          "a . . . . . . . .",
    # joining, asking for access and deciding about it
    "start":                "a a a a a a a a a",
    "access":               "a a a a a a a a a",
    "access.show":           "a . . o o . . . o",
    "access.admit":          "a . . o o . . . o",
    "access.decline":        "a . . o o . . . o",
    # the weekly status
    "status.commune":        ". o o o o o . . o",
    "status.show":           ". o o o o o . . o",
    "status.same":           ". o o o o o . . o",
    "status.fill":           ". o o o o o . . o",
    "status.fill_for":       "a . . . . . . . .",
    "status.later":          ". o o o o o . . o",
    # risks are raised and read by the team, taken by the Office (test_risk.py: what reporter and owner may besides)
    "risk":                  "a o o o o o . . o",
    "risk.unsay":            ". . . . . . . . .",
    "risk.from_status":      "a o o o o o . . o",
    "risk_deed.show":             "a o o o o o . . o",
    "risk_deed.history":          "a o o o o o . . o",
    "risk_deed.files":            "a o o o o o . . o",
    "risk_deed.thread_files":     "a o o o o o . . o",
    "risk_deed.do":               "a . . . . . . . .",
    "risk_deed":             "a . . . . . . . .",
    "risk_deed.ask_reason.leave_it": "a o o o o o . . o",
    # nobody has taken it, so there is nobody to give it from (test_risks.py: who has)
    "risk_hand_on":          ". . . . . . . . .",
    "risk_hand_on.ask_whom.leave_it": "a . . . . . . . .",
    "risk_details.rate":     "a o o o o . . . o",
    "risk_thread.ask":              "a . . . . . . . .",
    "risk_thread.reply":     "a . . . . . . . .",
    "risk_details.open":          "a o o o o . . . o",
    "risk_details":          "a o o o o . . . o",
    "risk_details.ask_overview.done": "a o o o o o . . o",
    "risk_action":           "a o o o o . . . o",
    "risks.browse":          "a a a a a a . . a",
    "risks.browse.risk":     "a o o o o o . . o",
    "risks.ask_filters":     "a a a a a a . . a",
    "risks.ask_value":       "a a a a a a . . a",
    # forums: the commune's leaders delegate, delegates answer for themselves
    "forum_delegate.open":        "a o o o o . . . o",
    "forum_delegate.them":        "a o o o o . . . o",
    "forum_wish.say":             ". . . . . o . . .",
    "forum_delegate.i_go":            ". o o o o . . . o",
    "forum_delegate.nobody":       "a o o o o . . . o",
    "forum_delegate":        "a o o o o . . . o",
    "forum_delegate.ask_nobody.stay": "a o o o o o . . o",
    "forum_answer.come":            "o o o o o o . . o",
    "forum_answer.cannot_come":     "o o o o o o . . o",
    "forum_answer":          "o o o o o o . . o",
    "forum_answer.ask_reason.stay": "a a a a a a . . a",
    # the Office calls forums, changes them and calls them off
    "forum_sending.now":    "a . . . . . . . .",
    "forum_sending.later":  "a . . . . . . . .",
    "forum_sending":         "a . . . . . . . .",
    "forum_change.open":          "a . . . . . . . .",
    "forum_cancel.open":       "a . . . . . . . .",
    "forum_cancel":          "a . . . . . . . .",
    "forums.page":           "a . . . . . . . .",
    "forums.show":           "a a a a a a . . a",
    "forums":                "a a a a a a . . a",
    "forum_series.end":     "a . . . . . . . .",
    "forum_calendar.send":       "a a a a a a . . a",
    # it takes attendance and hands out materials; delegates have a code at the door
    "forum_attendance.open":     "a . . . . . . . .",
    "forum_attendance.paper": "a . . . . . . . .",
    "forum_attendance.sheet": "a . . . . . . . .",
    "forum_attendance":      "a . . . . . . . .",
    "forum_materials.open":      "a . . . . . . . .",
    "forum_materials":       "a . . . . . . . .",
    "forum_attendance.code":           "o o o o o o . . o",
    # it calls for data and looks them through; the team gives them, whoever leads it hands them in
    "data.show":             "a . . . . . . . .",
    "data.communes":         "a . . . . . . . .",
    "data.commune":          "a . . . . . . . .",
    "data.files":            "a . . . . . . . .",
    "data.accept":           "a . . . . . . . .",
    "data.compare":          "a . . . . . . . .",
    "data.send_now":         ". . . . . . . . .",
    "data.end_series":       "a . . . . . . . .",
    "data.nudge":            "a . . . . . . . .",
    "data.mine":             ". o o o o o . . o",
    "data_call":             "a . . . . . . . .",
    "data_review.more_time": ". . . . . . . . .",
    "data_review":           "a . . . . . . . .",
    "data_sheet":            "a . . . . . . . .",
    "data_withdraw":         "a . . . . . . . .",
    "data_answer":           ". o o o o o . . o",
    "data_answer.ask_summary.send": ". o o o o . . . o",
    "data_answer.ask_summary.send_without": ". o o o o . . . o",
    "data_hand":             ". o o o o . . . o",
    "data_history.show":     "a o o o o o . . o",
    # nobody was asked for a field here (data_hand.story: who was gives it back)
    "data_hand.not_me":      ". . . . . . . . .",
    "data_answer.fill_for":  "a . . . . . . . .",
    # it announces; who got an announcement says that it was read
    "announcement":          "a . . . . . . . .",
    "announcement.read":     "o o o o o o . . o",
    # what the Office reads
    "report.open":           "a . . . . . . . .",
    "report.yes_open":       "a . . . . . . . .",
    "report.round":          "a a a a a a . . a",
    "report.whole":          "a . . . . . . . .",
    "report.by_field":       "a . . . . . . . .",
    "report.details":        "a a a a a a . . a",
    "report.commune":        "a o o o o o . . o",
    "report.files":          "a o o o o o . . o",
    "sheet":                 "a . . . . . . . .",
    "sheet.open":            "a . . . . . . . .",
    "result.no_more":        ". a a a a a . . a",
    "trend.show":            "a a a a a a . . a",
    # projects are read by all and changed by the coordination
    "project":               "a a a a a a . . a",
    "project.browse.add":    "a . . a a . . . a",
    "project.archive":       "a . . o o . . . o",
    "project.yes_archive":   "a . . o o . . . o",
    "project.no_archive":    "a . . o o . . . o",
    "project_edit.open":        "a . . o o . . . o",
    "milestone.open":    "a . . o o . . . o",
    "project_add":           "a . . o o . . . o",
    "project.card":          "a a a a a a . . a",
    "project_remark":        "a o o o o o . . o",
    # of a project that one leads oneself there is nothing to add
    "project_remark.open":   ". . . . . . . . .",
    "project_history.show":  "a a a a a a . . a",
    "project_edit":          "a . . o o . . . o",
    "milestone":             "a . . o o . . . o",
    # teams are seen by their members and managed by the coordination
    "member.manage":         "a . . o o . . . o",
    # what one owes is one's own
    "todo.page":             "a a a a a a . . a",
    # absences are one's own
    "absence.add":           ". a a a a a . . a",
    "absence.call_off":      "o o o o o o . o o",
    # settings are one's own, but for what the Office sets for everybody
    "settings":              "a a a a a a . . a",
    "settings.ask_part":     "a . . . . . . . .",
    "settings.ask_day":      "a . . . . . . . .",
    "settings.ask_hour":     "a . . . . . . . .",
    "settings.ask_wait":     "a . . . . . . . .",
    "settings.ask_number":   "a . . . . . . . .",
    "settings.ask_director": "a . . . . . . . .",
    "settings.ask_contact":  "a . . . . . . . .",
    "settings.ask_leads":    "a . . . . . . . .",
    "settings.rename":       "a a a a a a . . a",
    "settings.phone":        "a a a a a a . . a",
    "settings.language":     "a a a a a a a a a",
    "settings.results":      "a a a a a a . . a",
    "settings.clause":       "a a a a a a a a a",
    "settings.leave":        "o o o o o o . . o",
    "settings.yes_leave":    "o o o o o o . . o",
    "settings.stay":         "a a a a a a a a a",
    "settings.timetable":    "a . . . . . . . .",
    "settings.escalation":   "a . . . . . . . .",
    "settings.contact":      "a . . . . . . . .",
    "settings.forums":       "a . . . . . . . .",
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
    """The same database, after the bot that made it has stopped. Nothing is left there of what is rehearsed."""
    database = await app.prepare(town.settings, town.clock)
    async with database.transaction() as session:
        stood = await state(session)
    async with make_bot(town.settings) as bot:
        yield Rehearsal(database, app.make_services(town.settings, bot.username, town.clock), town.world, bot, stood)
    async with database.transaction() as session:
        assert await state(session) == stood
    await database.close()


def test_the_table_names_every_command_and_every_button() -> None:
    assert set(COMMANDS) == {conversation.name for conversation in CONVERSATIONS if conversation.commands}
    assert set(TAPS) == {_name_of_line(offer) for offer in OFFERS.values()}
    assert all(len(line.split()) == len(WHO) for line in [*COMMANDS.values(), *TAPS.values()])


async def test_everybody_tries_every_command(scenery: Scenery, rehearsal: Rehearsal) -> None:
    """In both languages, and as a button that does the same."""
    wrong = []
    for conversation in (c for c in CONVERSATIONS if c.commands):
        for who, actor in scenery.actors.items():
            user, chat = actor.phone.user, actor.phone.chat
            allowed = expected(COMMANDS[conversation.name], who, "own")
            for command in conversation.commands:
                entity = {"type": "bot_command", "offset": 0, "length": len(command) + 1}
                said = {"text": f"/{command}", "entities": [entity]}
                ear = await rehearsal.play(lambda: rehearsal.world.write(user, chat, said))  # noqa: B023
                wrong += verdict(f"/{command}", who, allowed, ear, rehearsal.has_changed)
            data = Open(flow=conversation.name).pack()
            message = next(m for m in actor.phone.messages if m.buttons)
            ear = await rehearsal.play(lambda: rehearsal.world.tap(user, message, data))  # noqa: B023
            wrong += verdict(data, who, allowed, ear, rehearsal.has_changed)
    assert not wrong, "\n".join(wrong)


async def test_everybody_taps_every_button(
    scenery: Scenery, rehearsal: Rehearsal, caplog: pytest.LogCaptureFixture
) -> None:
    """On a message they have, about rows that are there; what belongs to a question, in the middle of its dialog."""
    began, cases, wrong = perf_counter(), 0, []
    for key, offer in OFFERS.items():
        for who, actor in scenery.actors.items():
            message = next(m for m in actor.phone.messages if m.buttons)
            flow = offer.conversation or next(c for c in CONVERSATIONS if c.name == "access")
            other = scenery.actors["chair" if who != "chair" else "specialist"]
            before = None
            for place_name in PLACES:
                place = scenery.own if place_name == "own" else scenery.foreign
                tap, draft, scene = tap_on(offer, place, actor, own=place_name == "own"), None, None
                if offer.bound or offer.tap is Back:
                    draft = draft_of(flow.name, place, key, actor if place_name == "own" else None)
                    scene = in_dialog(
                        flow, draft, actor, other, parked=offer.tap is Back, offers=offer.noted(tap), step=offer.step
                    )
                # a tap that says nothing of a commune is the same about either
                if (tap, draft) != before:
                    data = tap.pack(f"{SCENE}.1")
                    ear = await rehearsal.play(
                        lambda: rehearsal.world.tap(actor.phone.user, message, data),  # noqa: B023 (it is called before the next turn)
                        scene,
                    )
                    cases += 1
                before = tap, draft
                allowed = expected(line_of(offer), who, place_name)
                wrong += verdict(f"{key} ({place_name})", who, allowed, ear, rehearsal.has_changed)
    print(f"\n    {cases} taps in {perf_counter() - began:.1f} s")  # noqa: T201
    assert not wrong, "\n".join(wrong)
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def verdict(what: str, who: str, allowed: bool, ear: Ear, has_changed: bool) -> list[str]:
    """What is wrong with how this went."""
    refused = is_refused(ear)
    if refused == allowed:
        return [f"{what} by {who} is {'refused' if refused else 'allowed'}: {' | '.join(ear.words)[:120]}"]
    if refused and has_changed:
        return [f"{what} by {who} is refused, but something has changed"]
    return []
