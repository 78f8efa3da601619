# Materials in English

Biuro: John Smith (en)
Niepołomice: Anna Nowak koordynator, Piotr Green specjalista (en)

John > /forum Mobility forum
John > [No field]
John > 10.12 10:00
John > SMK office
John > Trains
John > [All municipalities (15)]
John > [2]
John > [7 days before]
John > [📣 Send the invitations]
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
Anna > [☐ Piotr Green]
Anna > [✅ Zatwierdź]
John > [📎 Materials]
    📎 Materials: Mobility forum
    Write the decisions or send files, up to 10.
John > (dokument plan.pdf) The plan
    The plan 📎 1
    [☐ Ask for confirmation]
    [➡️ Preview] [✖️ Discard]
John > [☐ Ask for confirmation]
    [☑ Ask for confirmation]
John > [➡️ Preview]
    It goes to 1 person.
    [📣 Send]
John > [✏️ Correct]
    Write the new text; 1 file stays.
    [🧽 Start anew]
John > The map
    The map 📎 1
John > [➡️ Preview]
John > [📣 Send]
    The map
@ 2026-11-24 10:02
Piotr <
    plan.pdf
    The map
    [✅ I have read it]
