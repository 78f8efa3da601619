# The register in English: the list, a card, the filters, the files

Biuro: Mary Jones (en)
Niepołomice: John Smith koordynator (en)
projekty Niepołomice: P+R Podłęże

John > /risks
    No open risks here. Report one with /risk.
John > /risk No environmental decision
John > [P+R Podłęże]
John > [🔴 Critical]
John > /risks
    Risks: 1, the worst first
    [🔴 R-1 · P+R Podłęże: No environmental decision]
    [🔎 Filters]
    [🗺 Matrix] [📊 Excel] [📄 CSV]
John > [🔴 R-1 · P+R Podłęże: No environmental decision]
    Risk R-1 · Niepołomice · P+R Podłęże
John > [🔎 Filters]
    Risks that match: 1
    [• my municipality] [mine]
    [Field] [Category] [Level] [Owner]
    [☐ closed ones too]
John > [Level]
    Until somebody has rated them, the reported severity counts: 🔴 A, 🟠 B, 🟡 C.
John > [🟢 D low]
    Risks that match: 0
    🔎 🟢 D low
John > [Level: 🟢 D low]
John > [without this filter]
    Risks that match: 1
John > [mine]
    🔎 mine
John > [✅ Show]
John > [🗺 Matrix]
    Risk matrix · 24 Nov 2026
    Risks on the matrix: 0
    Not rated yet: 🔴 R-1
    🔴 R-1 · not rated · P+R Podłęże, Niepołomice
John > [📊 Excel]
    risks-2026-11-24.xlsx
    In the table: 1
John > lawsuit
    Risks: 0,
    🔎 “lawsuit” · mine
    [✖️ Show all]
Mary > /risks r-1
    Risks: 1,
    🔎 “r-1”
