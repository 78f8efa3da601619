# In English: the Office asks, a municipality answers

Biuro: Jane Smith (en)
Niepołomice: John Doe koordynator (en)

Jane > /data
    Calls for data
    [➕ New call]
Jane > [➕ New call]
Jane > Roads
Jane > joint report
Jane > [as at 31 Dec 2026]
Jane > Length of bicycle lanes
    What kind of answer?
Jane > [½ Decimal]
Jane > km
Jane > from 0
Jane > [Skip]
    Fields
Jane > [➡️ To whom]
Jane > [Chosen municipalities]
    Which municipalities? Ticked: 0.
Jane > niepo
Jane > [☐ Niepołomice]
Jane > [✅ Confirm]
Jane > [in 2 weeks: Tue 8 Dec, 15:00]
    Preview: municipalities will see this.
    ½ Decimal [km] · from 0
Jane > [📣 Send]
    📣 Sent to 1 municipality: Roads
John <
    📊 Call for data: Roads · as at 31 Dec 2026 · Niepołomice
    Fields: 1 · answer by Tue 8 Dec, 15:00
John > [✏️ Fill in]
    1/1 · Length of bicycle lanes [km]
John > -3
    I can't take that: the range is from 0.
John > 1250.125
    Summary · 1 of 1 fields
    1 250.125 km
John > [✅ Send]
    Saved ✅

# a second call is changed, then withdrawn
Jane > /data How many libraries?
Jane > [🔢 Number]
Jane > [All municipalities (15)]
Jane > [in 2 weeks]
Jane > [📣 Send]
    [✏️ Change] [✋ Withdraw]
Jane > [✏️ Change]
Jane > [By when: Tue 8 Dec, 15:00]
Jane > 11 Dec 12:00
    How many libraries?: municipalities will see this change.
    By when: Tue 8 Dec, 15:00 → Fri 11 Dec, 12:00
Jane > [📣 Save and tell]
    ✏️ Changed: How many libraries?.
John <
    ✏️ Changed: How many libraries? · Niepołomice
Jane > [✋ Withdraw]
    Why is it withdrawn?
Jane > It is published already
John <
    ✋ Withdrawn: How many libraries? · Niepołomice
    “It is published already”

# a third one is asked every year, later
Jane > /data How many buses?
Jane > [🔢 Number]
Jane > [All municipalities (15)]
Jane > [in 1 week]
Jane > [🕘 Later]
Jane > tomorrow 12
    🕘 It goes out
Jane > [✏️ Correct]
Jane > [Series: –]
    How often is it repeated?
    [It is not repeated] [↩️ Back]
Jane > [every year]
    🔁 every year
Jane > [📣 Send Wed 25 Nov, 12:00]
    [⏹ End the series]
Jane > [✏️ Change]
Jane > [Question: How many buses?]
Jane > How many buses and trams?
Jane > [🔢 Number]
    this will change. Nobody has heard of it yet.
Jane > [✅ Save]
    Nobody has heard of it yet.
Jane > [✋ Withdraw]
Jane > Too early
    ✋ Withdrawn: How many buses and trams?. I had not asked anybody yet.
    🔁 How many buses and trams?
    The next call of the series is ready.
Jane > [📊 Show]
Jane > [⏹ End the series]
    dymek: This call is the last of its series.
