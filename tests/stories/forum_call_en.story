# /forum in English

Biuro: John Smith (en)
Niepołomice: Anna Nowak koordynator

John > /forum
    A new forum. What is its title?
    [👥 Team meeting] [🎉 Inaugural meeting] [🗂 Like an earlier one]
John > Mobility Forum
    Which field?
John > [No field]
    When?
John > next year
    I don't understand that. Type e.g. “10 Dec 10:00”
John > next thursday 10am
    Where?
John > ftp://example.pl
    I can't take that link.
John > https://meet.example.pl/abc
    The agenda?
John > [Skip]
    Who should be invited?
    [All municipalities (15)]
John > [All municipalities (15)]
    How many seats for each municipality?
John > [2]
    [7 days before: Thu 26 Nov, 15:00]
    [1 day before: Wed 2 Dec, 15:00]
John > [7 days before]
    Preview: this is what municipalities will see.
    Mobility Forum · Thu 3 Dec 2026, 10:00
    💻 https://meet.example.pl/abc
    [📣 Send the invitations] [🕘 Send later] [✏️ Correct] [✖️ Discard]
John > [✏️ Correct]
    [Duration: 2 h]
    [Place: none]
John > [Link]
John > meet.example.pl
    I can't take that link.
John > [No link]
    nie: 💻
John > [📣 Send the invitations]
    📣 Sending the invitations: Mobility Forum · Thu 3 Dec 2026, 10:00
