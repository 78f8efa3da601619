# What I owe, in English

Biuro: John Smith (en)
Niepołomice: Mary Cook koordynator (en)
projekty Niepołomice: Trasa rowerowa Wisła

Mary > /todo
    ☕ Nothing is waiting for you. I’ll let you know when something comes up.
Mary > /ryzyko No decision
Mary > [Trasa rowerowa Wisła]
Mary > [🔴 Critical]
    Risk R-1
John > /todo
    To do: 1
    🔴 R-1 · Niepołomice: waiting to be taken · today 11:00
@ 2026-11-24 12:00
John > /todo
    🔴 R-1 · Niepołomice: waiting to be taken · ❗ overdue: today 11:00
@ 2026-11-27 9:00
Mary > /menu
    To do: 1 · /todo
Mary > /todo
    📋 Status: week 48 · Tue 1 Dec
    [📋 Status: week 48]
@ 2026-12-01 9:00
Mary > /todo
    📋 Status: week 48 · today 12:00
Mary > [📋 Status: week 48]
    📋 Status: week 48 (23–29 Nov) · Niepołomice
    [🟰 No change] [✏️ Fill in] [⏰ Later]
