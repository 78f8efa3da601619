# Gmina partnerska dowiaduje się, że nią jest, i co tydzień czyta, jak stoi wspólny projekt

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator, Olga Bąk przewodniczący
Liszki: Marek Wilga koordynator
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Park

Anna > /projekty trasa
Anna > [Trasa rowerowa Wisła]
Anna > [✏️ Zmień]
Anna > [Partnerzy]
Anna > skaw
Anna > [☐ Skawina]
Anna > [✅ Zatwierdź]
Ewa <
    🤝 Niepołomice (Anna Nowak) wskazuje Twoją gminę jako partnera projektu: Trasa rowerowa Wisła.
    [📁 Pokaż projekt]
Olga <
    🤝 Niepołomice (Anna Nowak)
Marek <
    nie: 🤝
Ewa > [📁 Pokaż projekt]
    📁 Trasa rowerowa Wisła
    Partnerzy: Skawina

@ 2026-11-27 9:00
Anna > /status
Anna > [✏️ Wypełnij]
Anna > [⚪ Trasa rowerowa Wisła]
Anna > [🟡 Zagrożony]
Anna > Czekamy na decyzję
Anna > [✅ Wyślij]
Ewa > /raport skawina
    Bez odpowiedzi
    🤝 Partnerskie
    🟡 Trasa rowerowa Wisła (Niepołomice)
    Czekamy na decyzję
Ewa > /raport niepolomice
    Niepołomice · tydzień 48: 🟡 1
    nie: Czekamy
Marek > /raport
    nie: Czekamy

# partner dopisuje zdanie: prowadząca gmina wie od razu, kto inny nie czyta
Ewa > /projekty trasa
Ewa > [🟡 Trasa rowerowa Wisła]
    [💬 Dopisz zdanie]
Ewa > [💬 Dopisz zdanie]
    Co dopisać? Przeczytają to zespoły, które prowadzą projekt, i Biuro.
Ewa > Grunt po naszej stronie jest kupiony
    Dopisane do projektu Trasa rowerowa Wisła.
Anna <
    💬 Skawina (Ewa Lis) o projekcie Trasa rowerowa Wisła: Grunt po naszej stronie jest kupiony
    [📁 Pokaż projekt]
Anna > [📁 Pokaż projekt]
    💬 Skawina (Ewa Lis, pt. 27.11, 9:00): Grunt po naszej stronie jest kupiony
    nie: Dopisz zdanie
Marek > /projekty trasa
Marek > [🟡 Trasa rowerowa Wisła]
    nie: Grunt
    nie: Dopisz zdanie
