"""What is counted, for Prometheus. No label names a person, a commune or a chat."""

from prometheus_client import Counter, Gauge, Histogram

TURNS = Histogram(
    "obwarzanek_turn_seconds",
    "From an update's receipt to the commit of its Turn, by kind of update.",
    ["kind"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10),
)
FAILED = Counter("obwarzanek_turns_failed", "Updates whose handler failed; the person was told.")
LETTERS = Counter("obwarzanek_letters", "Messages settled by this process, by what became of them.", ["state"])
TOO_FAST = Counter("obwarzanek_too_fast", "Times that Telegram asked to wait.")
JOBS = Histogram("obwarzanek_job_seconds", "Runs of jobs.", ["job"], buckets=(0.01, 0.05, 0.2, 1, 5, 20))
WAITING = Gauge("obwarzanek_letters_waiting", "Messages that are due and not sent yet.")
OLDEST = Gauge("obwarzanek_oldest_letter_seconds", "For how long the oldest of them has been due.")
ON_DUTY = Gauge("obwarzanek_on_duty", "Whether this process sends and runs the jobs.")
