# Na ile przed forum przypominać: ustawia Biuro

Biuro: Jan Kowalski, Maria Wolska, Sue Hill (en)
Niepołomice: Anna Nowak koordynator

Anna > /ustawienia
    nie: Przypomnienia o forach
Jan > /ustawienia
    [📣 Przypomnienia o forach]
Jan > [📣 Przypomnienia o forach]
    Przypomnienia o forach
    Przypominam: 7 dni, 1 dzień, 2 godziny przed forum.
    Milczącym gminom: w połowie czasu
    [☐ 14 dni] [☑ 7 dni] [☐ 3 dni]
    [☐ 2 dni] [☑ 1 dzień]
    [☐ 4 godziny] [☐ 3 godziny]
    [☑ 2 godziny] [☐ 1 godzinę]
    nie: [✅ Zapisz]
Jan > [☑ 7 dni]
    Przypomnienia o forach, po zmianie (jeszcze niezapisanej)
    Przypominam: 1 dzień, 2 godziny przed forum.
    [☐ 7 dni]
    [✅ Zapisz]
# z powrotem: nic się nie zmieniło
Jan > [☐ 7 dni]
    nie: [✅ Zapisz]
Jan > [☐ 14 dni]
!! restart
Jan > [☑ 2 godziny]
Jan > [☐ 1 godzinę]
    Przypominam: 14 dni, 7 dni, 1 dzień, 1 godzinę przed forum.
Jan > [✅ Zapisz]
    Zapisano ✅ Liczy się od razu, także dla zwołanych już forów.
    Przypominam: 14 dni, 7 dni, 1 dzień, 1 godzinę przed forum.
Maria <
    Jan Kowalski zmienia przypomnienia o forach.
    Przypominam: 14 dni, 7 dni, 1 dzień, 1 godzinę przed forum.
Sue <
    Jan Kowalski changes the reminders of forums.
    I remind people 14 days, 7 days, 1 day, 1 hour before a forum.

# wszystkie wyłączone; ktoś inny się rozmyśla
Jan > /ustawienia
Jan > [📣 Przypomnienia o forach]
Jan > [☑ 14 dni]
Jan > [☑ 7 dni]
Jan > [☑ 1 dzień]
Jan > [☑ 1 godzinę]
    Przed forum nie przypominam.
Jan > [✅ Zapisz]
    Zapisano ✅
Sue > /settings
Sue > [📣 Reminders of forums]
    I don't remind anybody of a forum.
    [☐ 1 hour]
Sue > [↩️ No change]
    It stays as it was.
    I don't remind anybody of a forum.
