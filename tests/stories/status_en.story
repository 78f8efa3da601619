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
    What has changed? Tap a project; I will ask about each ⚪ before sending.
    [⚪ Trasa rowerowa Wisła]
Anna > [⚪ Trasa rowerowa Wisła]
    Trasa rowerowa Wisła · for the first time
    You can type: yellow, waiting for a decision
    [🟢 On track] [🟡 At risk]
    [🔴 Delayed] [📈 Progress]
    [↩️ Back]
Anna > [🟡 At risk]
    What is going on? One sentence is enough.
Anna > Waiting for the environmental decision
    [🟡 Trasa rowerowa Wisła ✏️]
Anna > [✅ Send]
    P+R Podłęże
Anna > [📈 Progress]
    How far along?
Anna > 35
    [📈 Progress: 35%]
Anna > [🟢 On track]
    Saved ✅
    🟢 P+R Podłęże, 35%
Anna > [✏️ Correct]
    Which one would you like to correct?
Anna > [🟢 P+R Podłęże]
    P+R Podłęże · last time 🟢, 35%
Anna > [↩️ Back]
# a light and its reason in one message, in the list or of the project that is shown
Anna > trasa red: no contractor
    🔴 Trasa rowerowa Wisła
    no contractor
Anna > [🔴 Trasa rowerowa Wisła]
Anna > yellow, 20%: waiting for the decision
    🟡 Trasa rowerowa Wisła, 20%
    waiting for the decision
Anna > [✅ Send]
    Saved ✅
@ 2026-12-01 12:00
John <
    Status: week 48 (23–29 Nov) · answers: 1 of 1
    🟡 At risk (1)
    • Niepołomice · Trasa rowerowa Wisła: waiting for the decision · new
    [🏛 By municipality] [🧩 Fields]
