"""The conversations, in the order in which menus and /pomoc list them."""

from handlers.menu import cancel, help_, menu
from handlers.report import report
from handlers.status import status

CONVERSATIONS = (menu, status, report, help_, cancel)
