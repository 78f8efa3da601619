"""The nouns: one file each with its table, its rules, its queries. Rules are given the session and the time, and the
caller commits."""

from models import (
    absence,
    answer,
    commune,
    dialog,
    guess,
    inbox,
    invitation,
    outbox,
    person,
    project,
    request,
    risk,
    risk_action,
    risk_card,
    risk_event,
    risk_message,
    round,
    setting,
)

__all__ = [
    "absence",
    "answer",
    "commune",
    "dialog",
    "guess",
    "inbox",
    "invitation",
    "outbox",
    "person",
    "project",
    "request",
    "risk",
    "risk_action",
    "risk_card",
    "risk_event",
    "risk_message",
    "round",
    "setting",
]
