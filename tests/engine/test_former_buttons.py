"""A button of an earlier version does what it did then: cards stay in people's chats."""

import pytest

from bot.conversation.buttons import Data, Tap
from handlers import CONVERSATIONS
from handlers.announcement import lifecycle as announced
from handlers.announcement import views as announcement
from handlers.data import views as data
from handlers.forum import views as forum
from handlers.forum.notices import live_card
from handlers.onboarding import views as onboarding
from handlers.project import views as project
from handlers.risk import views as risk
from handlers.settings import settings
from handlers.status.views import answer as status
from models.people.permission import Role
from models.risk.risk import Transition
from tests.conftest import Town

KINDS = [kind for conversation in CONVERSATIONS for kind in conversation.taps]
FORMER: dict[str, Tap] = {
    "1|risk.show||7": risk.Show(risk=7),
    "1|risk.do||7|take": risk.Move(risk=7, move=Transition.TAKE),
    "1|risk.ask||7": risk.Ask(risk=7),
    "1|risk.details||7": risk.Details(risk=7),
    "1|risk.history||7": risk.History(risk=7),
    "1|risk.thread_files||7": risk.ThreadFiles(risk=7),
    "1|risk.files||7": risk.Files(risk=7),
    "1|forum.show||7": forum.Show(forum=7),
    "1|forum.delegate||7|3": forum.Choose(forum=7, commune=3),
    "1|forum_delegate.open||7|3": forum.Choose(forum=7, commune=3),
    "1|forum_delegate.them||7|3|5": forum.Choose(forum=7, commune=3, person=5),
    "1|forum_attendance.paper||7": forum.WhoComes(forum=7, on_paper=True),
    "1|forum_attendance.sheet||7": forum.WhoComes(forum=7, on_paper=False),
    "1|forum.i_go||7|3": forum.IGo(forum=7, commune=3),
    "1|forum.none_goes||7|3": forum.NoneGoes(forum=7, commune=3),
    "1|forum.come||7": forum.Come(delegate=7),
    "1|forum.cannot_come||7": forum.CannotCome(delegate=7),
    "1|forum.end_series||7": forum.EndSeries(forum=7),
    "1|forum.calendar||7": forum.Calendar(forum=7),
    "1|forum.code||7": forum.MyCode(delegate=7),
    "1|forum.page||7|2": live_card.Turned(forum=7, page=2),
    "1|forum.alter||7": live_card.Alter(forum=7),
    "1|forum.call_off||7": live_card.Cancel(forum=7),
    "1|forum.attendance||7": live_card.Attendance(forum=7),
    "1|forum.materials||7": live_card.Materials(forum=7),
    "1|announcement.recent|": announced.Recent(),
    "1|announcement.recent_page||0": announced.Recent(page=0),
    "1|announcement.who_read||7": announcement.WhoRead(announcement=7),
    "1|announcement.who_read_page||7|2": announcement.WhoRead(announcement=7, page=2),
    "1|status.show||7": status.Show(obligation=7),
    "1|status.commune||7": status.Show(obligation=7, in_place=True),
    "1|status.fill||7": status.Fill(obligation=7),
    "1|status.fill_for||7": status.Fill(obligation=7, on_behalf=True),
    "1|data_answer.fill||7": data.Fill(owed=7),
    "1|data_answer.fill_for||7": data.Fill(owed=7, on_behalf=True),
    "1|access.admit||7": onboarding.Decide(request=7, admits=True),
    "1|access.decline||7": onboarding.Decide(request=7, admits=False),
    "1|project.change||7": project.Change(project=7),
    "1|project.milestones||7": project.Milestones(project=7),
    "1|project.archive||7": project.Archive(project=7),
    "1|project.yes_archive||7": project.Archive(project=7, sure=True),
    "1|project.no_archive||7": project.Archive(project=7, sure=False),
    "1|settings.leave||7": settings.Quit(membership=7),
    "1|settings.yes_leave||7": settings.Quit(membership=7, sure=True),
}
"""What each of them stands for; none leaves this table, and none is given to another kind."""


@pytest.mark.parametrize("text", FORMER)
def test_a_former_button_means_what_it_meant(text: str) -> None:
    data = Data.read(text)
    assert data is not None
    [kind] = [kind for kind in KINDS if data.tag in kind.was]
    assert kind.unpack(data) == FORMER[text]


def test_every_former_tag_is_in_the_table() -> None:
    assert {text.split("|")[1] for text in FORMER} == {tag for kind in KINDS for tag in kind.was}


async def test_the_buttons_of_an_old_card_still_work(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await town.has_projects("Niepołomice", "Trasa")
    await anna.say("/menu")
    await anna.tap_data("1|project.archive||1")
    anna.sees("Zarchiwizować Trasa?")
    await anna.tap_data("1|project.no_archive||1")
    anna.sees("Gmina: Niepołomice")
    await anna.tap_data("1|project.yes_archive||1|True")
    anna.sees_toast("nieaktualny")
    await anna.tap_data("1|project.yes_archive||1")
    anna.sees("Zarchiwizowane ✅ Trasa")
    await anna.tap_data("1|settings.rename|")
    anna.sees("Anna Nowak")
