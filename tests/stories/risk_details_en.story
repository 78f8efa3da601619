# Details of a risk in English: rated, owned, an action done

Biuro: Jan Kowalski (en)
Niepołomice: Anna Nowak koordynator (en), Ewa Lis specjalista (mobilność)

Anna > /risk No environmental permit yet
Anna > [🟠 Serious]
    [➕ Details]
Jan <
    Risk R-1 · Niepołomice · the whole municipality
Anna > [➕ Details]
    What would you like to add or change?
    [Category] [Severity] [Response] [🎯 Rating] [🎯 After mitigation] [When it may happen]
    [Cause] [Event] [Effect] [👤 Owner] [☑ Actions] [✅ Done]
Anna > [🎯 Rating]
    How likely × what impact?
    Rows are likelihood: 5 almost certain · 4 likely · 3 possible · 2 unlikely · 1 remote.
    Columns are impact: 1 negligible · 2 minor · 3 moderate · 4 major · 5 catastrophic.
Anna > [🟠4×3]
    Rating: 4 × 3 = 12 (B)
Jan <
    Rating: 4 × 3 = 12 (B)
Anna > [🎯 After mitigation]
    How likely × what impact after mitigation?
Anna > one
    Tap a button or type two numbers from 1 to 5, e.g. “3x4”.
Anna > 1 by 3
    after mitigation: 1 × 3 = 3 (D)
Anna > [When it may happen]
    When may it happen?
    [right now] [within a month] [within a quarter] [later]
Anna > [within a month]
Anna > [Response]
    How do we respond?
Anna > [↩️ No change]
Anna > [Effect]
    What would the effect be?
Anna > The grant is lost
    Effect: The grant is lost
Anna > (zdjęcie)
    Added to R-1 ✅
Anna > [👤 Owner]
    Who owns it?
    [Nobody] [↩️ No change]
Anna > [Ewa Lis]
    owned by Ewa Lis
# who owns it reads it in her own language
Ewa <
    Odpowiadasz za R-1 · Niepołomice · cała gmina (wyznacza Cię Anna Nowak).
Anna > [☑ Actions]
    There are none yet.
Anna > [➕ Add an action]
    What is to be done?
Anna > Remind the directorate
    By when?
Anna > [In a week (Tue 1 Dec)]
    [☐ 1 Dec 2026 · Remind the directorate]
Anna > [☐ 1 Dec 2026 · Remind the directorate]
    [☑ It is done] [📅 Another day] [🗑 Remove]
Anna > [☑ It is done]
    [☑ 1 Dec 2026 · Remind the directorate]
Jan <
    ☑ … 1 Dec 2026 · Remind the directorate
Anna > [✅ Done]
    What would you like to add or change?
Anna > [✅ Done]
    ➜ ✅ Done
