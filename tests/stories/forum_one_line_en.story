# /forum in one message, in English

Biuro: Jane Smith (en)
Niepołomice: Mary Cook koordynator (en)

Jane > /forum Cycling to work, 10 Dec 10–12, Town Hall
    Preview: this is what municipalities will see.
    Cycling to work · Thu 10 Dec 2026, 10:00
    🕙 10:00–12:00
    📍 Town Hall
Jane > [📣 Send the invitations]
Jane: dotknięcia 1, wiadomości 1
@ 2026-11-24 10:01
Mary <
    Cycling to work · Thu 10 Dec 2026, 10:00
Jane <
    Municipalities: 15 invited · 0 answered · 15 silent
    People: 0 delegated · 0 confirmed · 0 declined
    🔇 No answer: Niepołomice
    ❔ Nobody to ask: Biskupice,
Jane > /forum Cycling home, Friday 25 Dec at noon, Town Hall
    ⚠️ Not a working day: Fri 25 Dec 2026
Jane > [✖️ Discard]

# on the day, and afterwards
Mary > [🙋 I’ll go myself]
@ 2026-12-10 8:00
Jane <
    ☀️ Who is coming: Cycling to work · Thu 10 Dec 2026, 10:00
    1 person · municipalities: 1
    Niepołomice (1): Mary Cook
    [🖨 List to print]
@ 2026-12-10 12:00
Jane <
    🏁 Over: Cycling to work
