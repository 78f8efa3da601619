"""The conversations, in the order in which the menu and Telegram's list of commands have them."""

from handlers.announcement.announcement import announcement
from handlers.data.answer_sheet import answer as data_answer
from handlers.data.call.call import call as data_call
from handlers.data.call.withdraw import withdraw as data_withdraw
from handlers.data.data import data
from handlers.data.hand import hand as data_hand
from handlers.data.history import data_history
from handlers.data.review import review as data_review
from handlers.data.sheet import sheet as data_sheet
from handlers.forum.attendance.attendance import attendance as forum_attendance
from handlers.forum.calendar import calendar as forum_calendar
from handlers.forum.call.call import call as forum
from handlers.forum.change.cancel import cancel as forum_cancel
from handlers.forum.change.change import change as forum_change
from handlers.forum.delegation.answer import answer as forum_answer
from handlers.forum.delegation.delegate import delegate as forum_delegate
from handlers.forum.forums import forums
from handlers.forum.materials import materials as forum_materials
from handlers.forum.sending import sending as forum_sending
from handlers.forum.series import series as forum_series
from handlers.forum.wish import wish as forum_wish
from handlers.help import help_
from handlers.menu import cancel, menu
from handlers.onboarding.access import access
from handlers.onboarding.start import start
from handlers.project.add import add as project_add
from handlers.project.edit import edit as project_edit
from handlers.project.history import project_history
from handlers.project.milestone import milestone
from handlers.project.project import project
from handlers.project.remark import project_remark
from handlers.risk.details_rating import details as risk_details
from handlers.risk.hand_on import hand_on as risk_hand_on
from handlers.risk.lifecycle import risk_deed
from handlers.risk.register.files import risks
from handlers.risk.risk import risk
from handlers.risk.thread import risk_thread
from handlers.risk.treatment import action as treatment
from handlers.settings.settings import settings
from handlers.status.report import report
from handlers.status.result import result
from handlers.status.sheet import sheet
from handlers.status.status import status
from handlers.status.trend import trend
from handlers.team.absence import absence
from handlers.team.invite import invite
from handlers.team.member_role import member
from handlers.team.team import team
from handlers.todo.todo import todo

CONVERSATIONS = (
    start,
    access,
    menu,
    forum,
    forum_delegate,
    forum_answer,
    forum_calendar,
    forum_sending,
    forum_series,
    forum_wish,
    forum_change,
    forum_cancel,
    forum_attendance,
    forum_materials,
    forums,
    data,
    data_call,
    data_answer,
    data_hand,
    data_history,
    data_review,
    data_sheet,
    data_withdraw,
    todo,
    announcement,
    report,
    trend,
    result,
    sheet,
    risks,
    absence,
    invite,
    team,
    member,
    risk_thread,
    risk,
    risk_deed,
    risk_hand_on,
    risk_details,
    treatment,
    status,
    project,
    project_add,
    project_edit,
    project_history,
    project_remark,
    milestone,
    settings,
    help_,
    cancel,
)

USUAL = ((report, forum, risks, data), (status, risk, forums, project))
"""What the Office does, and what a team does; as ``Services`` takes it."""
