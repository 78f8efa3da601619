# The weekly status in English: the language comes from the person's Telegram

Biuro: John Smith (en)
Niepołomice: Anna Nowak koordynator (en)
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże

@ 2026-11-27 9:00
Anna <
    📋 Status: week 48 (23–29 Nov) · Niepołomice
    Last week: nothing has been reported yet
    [🟰 No change] [✏️ Fill in] [⏰ Later]
Anna > [✏️ Fill in]
    1/2 · Trasa rowerowa Wisła (for the first time)
Anna > [🟡 At risk]
    What is going on? One sentence is enough.
Anna > Waiting for the environmental decision
    2/2 · P+R Podłęże
Anna > [🟢 On track]
    Summary
Anna > [✅ Send]
    Saved ✅
@ 2026-12-01 12:00
John <
    Status: week 48 (23–29 Nov) · answers: 1 of 1
    🟡 At risk (1)
    • Niepołomice · Trasa rowerowa Wisła: Waiting for the environmental decision · new
    [🏛 By municipality] [🧩 Fields]
