# Attendance in English

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
Piotr > [✅ I’ll be there]
John > [🪑 Attendance]
    🪑 Attendance: Mobility forum
    You can tick it from
    [📄 PDF list] [📊 Excel]
@ 2026-12-10 8:00
Piotr <
    🔢 Your code:
@ 2026-12-10 9:30
John > /forums
John > [10 Dec · Mobility]
John > [🪑 Attendance]
    Present: 0 of 1
    [☐ Niepołomice · Piotr Green]
John > [☐ Niepołomice · Piotr Green]
    Present: 1 of 1
John > [➕ Not on the list]
    Who came?
John > Adam Pytel, designer
    Which municipality is Adam Pytel from?
John > [Office or elsewhere]
    Present: 2 of 2
    [☑ Adam Pytel (designer)]
John > [📄 PDF list]
    attendance-2026-12-10.pdf
    On the list: 2 people
John > [✅ Done]
    Present: 2 of 2
