# Announcement in English; quiet hours, an album, the last ones

Biuro: Jan Kowalski (en), Maria Wolska
Niepołomice: Anna Nowak koordynator, Tim Cook koordynator (en)

# what is written in the evening waits for the morning
@ 2026-11-24 19:00
Jan > /announcement Reports by Friday
    Reports by Friday
    Who should get it?
    [☑ Chairs] [☑ Coordinators]
    [☐ Ask for confirmation]
Jan > [☐ Ask for confirmation]
Jan > [☑ Office]
Jan > [☑ Chairs]
Jan > [☑ Specialists]
Jan > [➡️ Preview]
    Announcement from the Office
    [✅ I have read it]
    It goes to 2 people: coordinators · with a request to confirm
Jan > [📣 Send now]
    🕘 Goes out Wed 25 Nov, 8:00 to 2 people.
@ 2026-11-24 20:00
Tim < (nic)
@ 2026-11-25 8:00
Tim <
    Announcement from the Office
    Reports by Friday
    [✅ I have read it]
Anna <
    Ogłoszenie Biura
    Reports by Friday
    [✅ Przeczytane]
Jan <
    ✅ Reached 2
    👀 Read: 0/2
    [✏️ Correct the text] [👀 Who has read it]
Tim > [✅ I have read it]
    ✅ Confirmed Wed 25 Nov, 8:00
Anna > [✅ Przeczytane]
    ✅ Potwierdzone śr. 25.11, 8:00
@ 2026-11-25 8:01
Jan <
    👀 Read: 2/2
Jan > [👀 Who has read it]
    👀 Confirmed by everybody.

# too long by so much; nobody left; two pictures with one text
Jan > /announcement
    What would you like to announce?
Jan > (pisze 3007 znaków)
    Too long by 7 characters: 3000 fit.
Jan > (zdjęcie) Two pictures
    Two pictures 📎 1
Jan > (zdjęcie)
    Two pictures 📎 2
Jan > [☑ Office]
Jan > [☑ Chairs]
Jan > [☑ Coordinators]
Jan > [☑ Specialists]
Jan > [➡️ Preview]
    dymek: Tick at least one group.
Jan > [☐ Chairs]
Jan > [➡️ Preview]
    It would reach nobody: chairs
    [✏️ Correct] [✖️ Discard]
    nie: Send now
Jan > [✏️ Correct]
    What would you like to correct?
Jan > [👥 Recipients]
Jan > [☐ Coordinators]
Jan > [➡️ Preview]
    It goes to 2 people: chairs, coordinators
Jan > [🕘 Later]
    When should it go out?
Jan > today 9:30
Jan > [📣 Send Wed 25 Nov, 9:30]
    🕘 Goes out Wed 25 Nov, 9:30 to 2 people.
Jan > [✏️ Correct the text]
    Two pictures
Jan > Both pictures
    Both pictures 📎 2
    🕘 Goes out Wed 25 Nov, 9:30 to 2 people.
!! restart
@ 2026-11-25 9:31
Tim <
    Both pictures
    nie: Two pictures
Jan <
    ✅ Reached 2
Jan > /announcement
Jan > [🗂 Recent]
    🗂 Recent announcements
    [25 Nov · Both pictures]
    [25 Nov · Reports by Friday]
Jan > [25 Nov · Reports by Friday]
    👀 Read: 2/2

# the pages of the last ones turn in their place
Jan > /announcement One
Jan > [➡️ Preview]
Jan > [📣 Send now]
Jan > /announcement Two
Jan > [➡️ Preview]
Jan > [📣 Send now]
Jan > /announcement Three
Jan > [➡️ Preview]
Jan > [📣 Send now]
Jan > /announcement Four
Jan > [➡️ Preview]
Jan > [📣 Send now]
Jan > /announcement Five
Jan > [➡️ Preview]
Jan > [📣 Send now]
Jan > /announcement Six
Jan > [➡️ Preview]
Jan > [📣 Send now]
Jan > /announcement Seven
Jan > [➡️ Preview]
Jan > [📣 Send now]
Jan > /announcement
Jan > [🗂 Recent]
    [25 Nov · One]
    nie: Reports by Friday
Jan > [▶️]
    🗂 Recent announcements
    [25 Nov · Reports by Friday]
Jan > [◀️]
    [25 Nov · Seven]
