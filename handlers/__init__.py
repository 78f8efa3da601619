"""The conversations, in the order in which menus and /pomoc list them."""

from handlers.absence import absence
from handlers.access import access
from handlers.announcement import announcement
from handlers.forum_answer import answer as forum_answer
from handlers.forum_attendance import attendance as forum_attendance
from handlers.forum_calendar import calendar as forum_calendar
from handlers.forum_call import call as forum
from handlers.forum_cancel import cancel as forum_cancel
from handlers.forum_change import change as forum_change
from handlers.forum_delegate import delegate as forum_delegate
from handlers.forum_materials import materials as forum_materials
from handlers.forum_sending import sending as forum_sending
from handlers.forum_series import series as forum_series
from handlers.forums import forums
from handlers.invite import invite
from handlers.member import member
from handlers.menu import cancel, help_, menu
from handlers.milestone import milestone
from handlers.project import project
from handlers.project_add import add as project_add
from handlers.project_edit import edit as project_edit
from handlers.report import report
from handlers.risk import risk
from handlers.risk_action import action as risk_action
from handlers.risk_deeds import risk_deed
from handlers.risk_details_owner import details as risk_details
from handlers.risk_thread import risk_thread
from handlers.risks import risks
from handlers.settings import settings
from handlers.start import start
from handlers.status import status
from handlers.team import team

CONVERSATIONS = (
    start,
    access,
    menu,
    status,
    risk_thread,
    risk,
    risk_deed,
    forum,
    forum_delegate,
    forum_answer,
    forum_calendar,
    forum_sending,
    forum_series,
    forum_change,
    forum_cancel,
    forum_attendance,
    forum_materials,
    forums,
    announcement,
    risks,
    project,
    project_add,
    project_edit,
    milestone,
    risk_details,
    risk_action,
    report,
    team,
    member,
    invite,
    absence,
    settings,
    help_,
    cancel,
)
