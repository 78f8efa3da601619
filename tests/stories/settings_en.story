# Settings, team and absence in English

Biuro: John Smith (en)
Niepołomice: Anna Nowak koordynator (en), Mary Poe upoważniony (en)

John > /settings
    👤 John Smith
    • Office, since 24 Nov 2026
    📄 Privacy clause: version 2026-11-23, consent 24 Nov 2026, 10:00
    [🇵🇱 Polski] [🇬🇧 English ✓]
    [🚪 Leave the team: Office]
John > [🗓 Status timetable]
    📋 question: on Friday at 9:00
    ⏰ reminders: on Monday at 9:00 and 13:00
    🔒 closing: on Tuesday at 12:00
John > [Closing: hour]
    At which hour?
John > 16.30
    closing: on Tuesday at 16:30
John > [Opening: day]
    [Monday] [Tuesday] [Wednesday]
John > [Thursday]
    question: on Thursday at 9:00
John > [✅ Save]
    The changes count from the next status on.

John > /team niepol
    Team: Niepołomice
    Chair
    nobody
    Authorised by the coordinator
    • Mary Poe, since 24 Nov 2026
John > [👤 Manage]
    Who is it about?
John > [Mary Poe · person authorised by the coordinator]
John > [🚪 Remove from the team]
    Remove from the team? Mary Poe: Niepołomice · person authorised by the coordinator
John > [↩️ Back]
    [✏️ Change the name]

Anna > /absence from 30.11 to 4.12
    Absence: 30 Nov–4 Dec
    Who stands in for you?
Anna > [Mary Poe]
    Saved ✅
    Deputy: Mary Poe
Mary <
    🌴 Anna Nowak is away 30 Nov–4 Dec.
