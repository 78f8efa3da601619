# Another time and another place, in English; then called off

Biuro: John Brown (en)
Niepołomice: Mary Smith koordynator (en), Ann Lee upoważniony (en)
Skawina: Tom Hill koordynator (en)

Mary > /forums
    Nothing ahead for now.
John > /forum Mobility Forum
John > [No field]
John > 10.12 10:00
John > Library
John > [Skip]
John > [All municipalities (15)]
John > [2]
John > [7 days before]
John > [📣 Send the invitations]
@ 2026-11-24 10:01
Mary > [👥 Delegate]
Mary > [☐ Ann Lee]
Mary > [✅ Confirm]
Ann > [✅ I’ll be there]
John > [✏️ Change]
    What would you like to change?
    [Title] [When] [Duration]
    [Seats per municipality] [Seats in all] [Answers by]
John > [Duration]
John > forever
    Type
John > 90 min
    🕙 2 h → 1 h 30 min
John > [When]
    When? Choose a day or type it
John > [Wed 9 Dec]
    Wed 9 Dec 2026, at what time?
John > [11:00]
    🗓 Thu 10 Dec 2026, 10:00 → Wed 9 Dec 2026, 11:00
    🔁 Delegates will be asked to confirm again.
John > [📣 Save and tell]
    Saved ✅ Mobility Forum · Wed 9 Dec 2026, 11:00
Mary <
    ✏️ Changed: Mobility Forum · Wed 9 Dec 2026, 11:00
    🗓 Thu 10 Dec 2026, 10:00 → Wed 9 Dec 2026, 11:00
    🕙 2 h → 1 h 30 min
    [🔎 Show]
Ann <
    🔁 The time has changed. Please confirm again: Mobility Forum · Wed 9 Dec 2026, 11:00
    The current details are in another message.
Mary > [🔎 Show]
    📣 Invitation: Mobility Forum · Wed 9 Dec 2026, 11:00
    [👥 Delegate]
Ann > /forums
    🗓 Forums and meetings, the nearest first
    [9 Dec · Mobility Forum · 🔁 confirm again]
John > [❌ Call off]
    Why? One sentence, everybody invited will see it.
John > The speaker is ill
    This cannot be undone.
John > [❌ Yes, call it off]
    ❌ Called off: Mobility Forum
Tom <
    ❌ Called off: Mobility Forum · Wed 9 Dec 2026, 11:00
    Reason: The speaker is ill
