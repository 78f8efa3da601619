"""What the clock does, in the order in which it is done: a round that is over closes before the next one opens."""

from jobs import (
    announce,
    backup,
    data_ask,
    forget,
    forum_day,
    forum_remind,
    forum_replace,
    forum_send,
    forum_series,
    outage_over,
    risk_escalate,
    status_close,
    status_open,
    status_remind,
    watch,
)

JOBS = (
    status_close.job,
    status_open.job,
    status_remind.job,
    data_ask.job,
    risk_escalate.job,
    forum_replace.job,
    forum_series.job,
    forum_send.job,
    forum_remind.job,
    forum_day.job,
    announce.job,
    outage_over.job,
    watch.job,
    forget.job,
    backup.job,
)
