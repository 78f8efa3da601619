# What comes out, in English: written for a commune, the report by rights, the short card, the trend, the history

Biuro: John Smith (en)
Niepołomice: Anna Nowak koordynator (en), Peter Hare przewodniczący (en)
Skawina: Eve Fox koordynator (en)
projekty Niepołomice: City park | P+R Podłęże
projekty Skawina: Warm schools

# a partner commune is told, and may add a sentence
Anna > /projects park
Anna > [City park]
Anna > [✏️ Change]
Anna > [Partners]
Anna > skaw
Anna > [☐ Skawina]
Anna > [✅ Confirm]
Eve <
    🤝 Niepołomice (Anna Nowak) names your municipality as a partner of the project City park. Every week
    [📁 Show the project]

# somebody has telephoned: the Office writes it down
@ 2026-11-27 9:00
John > /report niepolomice
    No answer · asked: Anna Nowak
John > [✍️ Enter it for them]
    What has changed?
    [⚪ City park]
John > [⚪ P+R Podłęże]
John > [🔴 Delayed]
John > The contractor has left
John > [✅ Send]
    City park · for the first time
John > [🟢 On track]
    Saved for the municipality ✅
Anna <
    ✍️ John Smith of the Office has entered this status for your municipality
    🔴 P+R Podłęże
John > /report niepolomice
    John Smith (Office) for the municipality

# on Tuesday the chair gets the short card, the silent coordinator hers
@ 2026-12-01 12:00
John <
    📋 Status: week 48 (23–29 Nov) · answers: 1 of 2
    🔴 Delayed (1)
    🔇 Silent (1)
    📈 Trend: week 48
Peter <
    📊 Niepołomice: week 48 · 🟢 1 🔴 1
    🔴 P+R Podłęże: The contractor has left
    All municipalities: 🟢 1 🔴 1 · answers: 1 of 2
    [🔎 Show] [🔕 Do not send me this]
Eve <
    🔇 Skawina: week 48 without an answer
    [📋 Answer now]
Peter > [🔎 Show]
    Niepołomice · week 48
    John Smith (Office) for the municipality
Peter > [🔕 Do not send me this]
    dymek: I will not. Switch it on again in /settings.
Peter > /settings
    [🔔 Send me the results]

# Eve reads her own whole, the joint project as a partner, of others the lights
Eve > /report
    📋 Status: week 48 (23–29 Nov) · answers: 1 of 2
    [🏛 Skawina]
    [🗺 All municipalities] [📈 Trend]
    nie: The contractor
Eve > [🗺 All municipalities]
    🗺 Week 48: projects of the municipalities
    • Niepołomice: 🟢 1 🔴 1
    nie: The contractor
Eve > /report niepolomice
    Niepołomice · week 48: 🟢 1 🔴 1
    Only its team and the Office can read what the answer says.
Eve > /projects park
Eve > [🟢 City park]
    🟢 week 2 in a row
Eve > [💬 Add a sentence]
Eve > The land on our side is bought
    Added to the project City park.
Anna <
    💬 Skawina (Eve Fox) on the project City park: The land on our side is bought

# the next round, the one before, the picture, the sheet
@ 2026-12-04 9:00
Eve > /status
Eve > [✏️ Fill in]
Eve > [⚪ Warm schools]
Eve > [🟡 At risk]
Eve > Windows are late
Eve > [✅ Send]
    Saved ✅
John > /report
    [◀️ Week 48]
    [📈 Trend]
John > [📈 Trend]
    📈 Trend: weeks 48–49
    new → 🟡 Skawina · Warm schools
John > /report 48
    📋 Status: week 48
    [Week 49 ▶️]
John > [📊 Excel]
    Which period?
    [This round] [Month] [Quarter]
John > [Quarter]
    status-2026-10-01–2026-12-31.xlsx
John > /projects warm
John > [🟡 Warm schools]
    🟡 since this week
    Windows are late (Eve Fox)
John > [🕓 History]
    🕓 Warm schools · 1 answer
    🟡 week 49 · Eve Fox
