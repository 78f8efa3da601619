"""What is counted, for Prometheus. No label names a person, a commune or a chat."""

from prometheus_client import Counter, Gauge, Histogram, Info

from bot import __version__
from models.migrations import HEAD

TURNS = Histogram(
    "obwarzanek_turn_seconds",
    "From an update's receipt (in a flood: when it is due) to the commit of its Turn, by kind of update.",
    ["kind"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10),
)
FAILED = Counter("obwarzanek_turns_failed", "Updates whose handler failed; the person was told.")
DELIVERIES = Histogram(
    "obwarzanek_delivery_seconds",
    "From the instant at which a message could go to its delivery; awaited: somebody looks at the screen.",
    ["awaited"],
    buckets=(0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60, 300, 600, 3600),
)
LETTERS = Counter("obwarzanek_letters", "Messages settled by this process, by what became of them.", ["state"])
TOO_FAST = Counter("obwarzanek_too_fast", "Times that Telegram asked to wait.")
JOBS = Histogram("obwarzanek_job_seconds", "Runs of jobs.", ["job"], buckets=(0.01, 0.05, 0.2, 1, 5, 20))
JOBS_FAILED = Counter("obwarzanek_jobs_failed", "Runs of jobs that failed; the next one tries again.", ["job"])
LATE = Gauge("obwarzanek_job_late_seconds", "For how long each job should have ended well once more.", ["job"])
BOT_REFUSED = Gauge("obwarzanek_bot_refused", "Whether Telegram refuses the bot itself: nothing can be sent.")
UNHANDLED = Gauge("obwarzanek_updates_waiting", "Updates that are stored and not handled yet.")
UNREACHABLE = Gauge("obwarzanek_unreachable_people", "People to whom Telegram delivers nothing: they blocked the bot.")
WAITING = Gauge("obwarzanek_letters_waiting", "Messages that could be sent and are not yet.")
OLDEST = Gauge("obwarzanek_oldest_letter_seconds", "For how long the oldest of them has been waiting.")
REFUSED = Gauge("obwarzanek_token_refused", "Whether Telegram refuses the token, or the bot itself, when asked.")
LAST_BACKUP = Gauge(
    "obwarzanek_last_backup_timestamp_seconds", "When the newest nightly copy of a SQLite database was made."
)
BUILD = Info("obwarzanek_build", "The version that runs.")
BUILD.info({"version": __version__, "database": HEAD})
ON_DUTY = Gauge("obwarzanek_on_duty", "Whether this process sends and runs the jobs.")
