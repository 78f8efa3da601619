# Kiedy i komu przypominać o zagrożeniach: ustawia Biuro

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator

Anna > /ustawienia
    nie: Pilnowanie zagrożeń
Jan > /ustawienia
    [🔔 Pilnowanie zagrożeń]
Jan > [🔔 Pilnowanie zagrożeń]
    🔴 Biuro jeszcze raz po 1 godzinie, dyrektor po 2 godzinach
    🟠 🟡 Biuro jeszcze raz po 1 dniu roboczym, dyrektor po 2 dniach roboczych
    ☐ koordynator po 2 dniach roboczych, przewodniczący po 4 dniach roboczych
    Dyrektor: Jan Kowalski (najdłużej w Biurze)
    nie: [✅ Zapisz]
Jan > [🟠 🟡 Biuro jeszcze raz]
    Po ilu dniach roboczych?
Jan > jutro
    Wpisz samą liczbę, od 1 do 99.
Jan > [2]
    🟠 🟡 Biuro jeszcze raz po 2 dniach roboczych, dyrektor po 2 dniach roboczych
    ⚠️ Tak się nie da: najpierw drugie przypomnienie dla Biura, dopiero potem dyrektor.
    nie: [✅ Zapisz]
Jan > [🟠 🟡 dyrektor]
Jan > 3
    dyrektor po 3 dniach roboczych
    nie: ⚠️
    [✅ Zapisz]
Jan > [☐ koordynator]
!! restart
Jan > [5]
    ⚠️ Tak się nie da: przewodniczący musi dowiedzieć się później niż koordynator.
Jan > [☐ koordynator]
Jan > [1]
    ⚠️ Tak się nie da: koordynatora powiadamiam po właścicielu
Jan > [☐ koordynator]
Jan > [3]
Jan > [🔴 Biuro jeszcze raz]
    Po ilu godzinach
Jan > [5]
    🔴 Biuro jeszcze raz po 5 godzinach, dyrektor po 2 godzinach
    ⚠️ Tak się nie da
Jan > [🔴 dyrektor]
Jan > 24
    🔴 Biuro jeszcze raz po 5 godzinach, dyrektor po 24 godzinach
Jan > [👤 Kto jest dyrektorem]
    [Jan Kowalski] [Maria Wolska] [Najdłużej w Biurze]
    nie: [Anna Nowak]
Jan > wolsk
    [Maria Wolska] [Najdłużej w Biurze]
    nie: [Jan Kowalski]
Jan > [Maria Wolska]
    Dyrektor: Maria Wolska
    nie: najdłużej
Jan > [✅ Zapisz]
    Zapisano ✅ Liczy się od razu.
Maria <
    Jan Kowalski zmienia przypomnienia o zagrożeniach.
    ☐ koordynator po 3 dniach roboczych, przewodniczący po 4 dniach roboczych
    Dyrektor: Maria Wolska
Jan > /ustawienia
Jan > [🔔 Pilnowanie zagrożeń]
    Dyrektor: Maria Wolska
Jan > [↩️ Bez zmian]
    Zostaje, jak było.
    🟠 🟡 Biuro jeszcze raz po 2 dniach roboczych, dyrektor po 3 dniach roboczych
