"""The engine of Obwarzanek: how an update comes in and a message goes out. It knows no status, risk or forum."""

import os

__version__ = "0.2.0.dev0"
"""The only place where the version stands: the package, the log, /metrics and ``--version`` take it from here."""

# python-telegram-bot 22 gives durations as timedelta only when asked so (its default changes in 23)
os.environ.setdefault("PTB_TIMEDELTA", "true")
