# A risk, in English

Biuro: Jan Kowalski (en)
Skawina: John Smith koordynator (en), Ewa Lis specjalista (mobilność)
projekty Skawina: Depot

John > /risk
    What is it about?
    [Depot] 
    [🏛 The whole municipality]
John > [Depot]
    How serious is it?
John > [🟠 Serious]
    Describe it briefly (text, voice or a photo).
John > (głos)
    ⚠️ Risk R-1 reported. Told: the Office (1).
    [➕ Details] [↩️ Withdraw]
Jan <
    🟠 Risk R-1 · Skawina · Depot
    📎 1 attachment
    from: John Smith
    [👀 I’ll take it] [💬 Ask] [✅ Close]
Jan > [👀 I’ll take it]
    👀 Taken by Jan Kowalski
John <
    👀 Taken by Jan Kowalski
Jan > [👉 Hand over]
    dymek: There is nobody else in the Office.
Jan > [🎯 Rate]
    How likely × what impact?
Jan > [↩️ No change]
    ➜ ↩️ No change
Jan > [↩️ Give back]
    ⏳ Waiting for someone to take it · given back by Jan Kowalski
John <
    given back by Jan Kowalski
John > /risk R-7
    There is no risk R-7.
