"""The nouns: a package each with its tables, its rules, its queries. Rules are given the session and the time, and the
caller commits."""

from models.announcement import Announcement, AnnouncementCopy
from models.data.answer import DataValue
from models.data.call import DataCall, DataField
from models.data.handing import DataHanded
from models.forum.change import ForumChange
from models.forum.delegate import Delegate
from models.forum.entry import ForumEntry
from models.forum.forum import Forum
from models.forum.forum_commune import ForumCommune
from models.incident import Incident
from models.job_run import JobRun
from models.mail.dialog import Dialog
from models.mail.inbox import InboxUpdate
from models.mail.outbox import Letter
from models.mail.screen import Screen
from models.obligation import Obligation
from models.people.absence import Absence
from models.people.code_attempts import CodeAttempt
from models.people.commune import Commune, Field
from models.people.invitation import Invitation
from models.people.person import FormerName, Membership, MembershipField, Person
from models.people.request import AccessRequest
from models.project.project import Milestone, MilestoneMove, Project, ProjectPartner
from models.project.remark import ProjectRemark
from models.risk.event import RiskEvent
from models.risk.message import RiskMessage
from models.risk.risk import Risk, RiskAttachment
from models.risk.treatment import Treatment
from models.setting import Setting
from models.status.answer import StatusAnswer, StatusLine
from models.status.status_round import StatusRound

TABLES = (
    Absence,
    AccessRequest,
    Announcement,
    AnnouncementCopy,
    Commune,
    DataCall,
    DataField,
    DataHanded,
    DataValue,
    Delegate,
    Dialog,
    Field,
    FormerName,
    Forum,
    ForumChange,
    ForumCommune,
    ForumEntry,
    CodeAttempt,
    InboxUpdate,
    Incident,
    Invitation,
    JobRun,
    Letter,
    Membership,
    MembershipField,
    Milestone,
    MilestoneMove,
    Obligation,
    Person,
    Project,
    ProjectPartner,
    ProjectRemark,
    Risk,
    Treatment,
    RiskAttachment,
    RiskEvent,
    RiskMessage,
    Screen,
    Setting,
    StatusAnswer,
    StatusLine,
    StatusRound,
)
"""All of them, known to SQLModel when anything of this package is imported."""
