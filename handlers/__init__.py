"""The conversations, in the order in which menus and /pomoc list them."""

from handlers.absence import absence
from handlers.access import access
from handlers.invite import invite
from handlers.member import member
from handlers.menu import cancel, help_, menu
from handlers.milestone import milestone
from handlers.project import project
from handlers.project_add import add as project_add
from handlers.project_edit import edit as project_edit
from handlers.report import report
from handlers.settings import settings
from handlers.start import start
from handlers.status import status
from handlers.team import team

CONVERSATIONS = (
    start,
    access,
    menu,
    status,
    project,
    project_add,
    project_edit,
    milestone,
    report,
    team,
    member,
    invite,
    absence,
    settings,
    help_,
    cancel,
)
