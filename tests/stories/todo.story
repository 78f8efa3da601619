# Co mam do zrobienia: wszystko w jednym miejscu, najpilniejsze najpierw, jedno dotknięcie od tego, gdzie się to robi

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność), Piotr Zając przewodniczący
obcy: Tomasz Bąk, Iga Gil
projekty Niepołomice: Trasa rowerowa Wisła

# kto nic nie jest winien, dowiaduje się tego z życzliwością; menu o tym milczy
Ewa > /zadania
    ☕ Nic na Ciebie nie czeka.
    nie: Do zrobienia
Ewa > /menu
    Co robimy?
    nie: Do zrobienia
Tomasz > /zadania
    To polecenie jest dla członków zespołów.

# prośba o dostęp: koordynacja gminy, a gdzie jej nie ma, Biuro
Tomasz > /start
Tomasz > [📝 Poproś o dostęp]
Tomasz > niepol
Tomasz > [Niepołomice]
Tomasz > [Specjalista]
Tomasz > [✅ Zgadzam się]
Tomasz > [✅ Tomasz Bąk]
Tomasz > [Pomiń]
Iga > /start
Iga > [📝 Poproś o dostęp]
Iga > liszki
Iga > [Liszki]
Iga > [Koordynator]
Iga > [✅ Zgadzam się]
Iga > [✅ Iga Gil]
Iga > [Pomiń]

# zagrożenie, którego nikt nie przyjął: Biuro, do chwili, w której przypomni o nim zegar
Anna > /ryzyko Brak decyzji środowiskowej
Anna > [Trasa rowerowa Wisła]
Anna > [🟠 Poważne]
    Zagrożenie R-1 zgłoszone
Jan > /zadania
    Do zrobienia: 2
    🟠 R-1 · Niepołomice: do przyjęcia · jutro 10:00
    📝 Iga Gil prosi o dostęp: Liszki · koordynator
    [🟠 R-1 · Niepołomice…]
    nie: Tomasz
Jan > [🟠 R-1 · Niepołomice]
    🟠 Zagrożenie R-1 · Niepołomice · Trasa rowerowa Wisła
    [👀 Przyjmuję]
Jan > [👀 Przyjmuję]
Jan > [📝 Iga Gil]
    Prośba o dostęp
    Liszki · koordynator
    Telegram: Iga Gil
    [✅ Przyjmij] [✖️ Odrzuć]
Jan > [✖️ Odrzuć]
Jan > /todo
    ☕ Nic na Ciebie nie czeka.
Jan > [📝 Iga Gil]
    dymek: Ten przycisk jest już nieaktualny

# działanie ma termin, właściciel odpowiada za nie; forum czeka na delegatów, delegaci na siebie
Anna > [➕ Szczegóły]
Anna > [👤 Właściciel]
Anna > [Anna Nowak]
Anna > [☑ Działania]
Anna > [➕ Dodaj działanie]
Anna > Uzgodnić z RDOŚ
Anna > 27.11
Anna > [✅ Gotowe]
Anna > [✅ Gotowe]
Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-27 9:00
Anna > /menu
    Do zrobienia: 4 · /zadania
    Co robimy?
Anna > /zadania
    Do zrobienia: 4
    🧯 R-1: Uzgodnić z RDOŚ · dziś
    📋 Status: tydzień 48 · wt. 1.12
    📣 Forum Mobilności: kto pójdzie? · czw. 3.12
    📝 Tomasz Bąk prosi o dostęp: specjalista
    [🧯 R-1: Uzgodnić z RDOŚ]
    [📋 Status: tydzień 48]
    nie: Iga
    nie: do przyjęcia

# każdy przycisk prowadzi tam, gdzie się to robi, a lista zostaje
Anna > [🧯 R-1: Uzgodnić z RDOŚ]
    [☑ Zrobione] [📅 Inny termin]
Anna > [☑ Zrobione]
    [☑ 27.11.2026 · Uzgodnić z RDOŚ]
Anna > [📋 Status: tydzień 48]
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
    [🟰 Bez zmian] [✏️ Wypełnij] [⏰ Później]
Anna > [✏️ Wypełnij]
Anna > [✅ Wyślij]
Anna > [🟢 Zgodnie z planem]
    Zapisano ✅
Anna > [📣 Forum Mobilności]
    📣 Zaproszenie: Forum Mobilności
    [👥 Deleguj] [🙋 Pójdę]
Anna > [👥 Deleguj]
    [☑ Ewa Lis ⭐]
Anna > [✅ Zatwierdź]
Anna > [📝 Tomasz Bąk]
    Niepołomice · specjalista
Anna > [✅ Przyjmij]
    👥 Nowa osoba: Tomasz Bąk
Anna > /zadania
    ☕ Nic na Ciebie nie czeka.

# delegowana osoba ma potwierdzić; po terminie jest to powiedziane
Ewa > /menu
    Do zrobienia: 1 · /zadania
Ewa > /zadania
    🗓 Forum Mobilności: czy będziesz? · czw. 3.12
@ 2026-12-02 9:00
Ewa > /zadania
    🗓 Forum Mobilności: czy będziesz? · jutro 15:00
@ 2026-12-04 9:00
Ewa > /zadania
    🗓 Forum Mobilności: czy będziesz? · ❗ po terminie: czw. 3.12
Ewa > [🗓 Forum Mobilności]
    Anna Nowak deleguje Cię na spotkanie: Forum Mobilności
Ewa > [✅ Będę]
Ewa > /zadania
    ☕ Nic na Ciebie nie czeka.
