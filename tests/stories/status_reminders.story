# Przypomnienia dostaje tylko ten, kto nie odpowiedział; drugie także osoba upoważniona

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Olga Wilk upoważniony, Piotr Zając przewodniczący
Skawina: Marek Wilga koordynator
Liszki: Iga Gil specjalista (edukacja)
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Park Miejski
projekty Liszki: Świetlica

@ 2026-11-27 9:00
Anna <
    📋 Status: tydzień 48
Marek <
    📋 Status: tydzień 48
# w Liszkach nie ma kogo zapytać, a gminy bez projektów nikt nie pyta
Jan <
    Gmina Liszki nie ma koordynatora ani przewodniczącego
Olga < (nic)
Marek > [✏️ Wypełnij]
Marek > [✅ Wyślij]
Marek > [🟢 Zgodnie z planem]
    Zapisano ✅

Anna > [⏰ Później]
    Przypomnę pt. 27.11, 12:00
@ 2026-11-27 12:00
Anna <
    ⏰ Przypominam:
    📋 Status: tydzień 48
# Anna zaczyna, ale nie wysyła
Anna > [✏️ Wypełnij]
Anna > [⚪ Trasa rowerowa Wisła]
Anna > [🟡 Zagrożony]
Anna > Czekamy na decyzję
    [🟡 Trasa rowerowa Wisła ✏️]
Anna > /status
    Odłożone na bok: wypełnianie statusu.

# każde przypomnienie zabiera przyciski tego, co pytało wcześniej: pytanie jest jedno
@ 2026-11-30 8:59
Anna > /menu
@ 2026-11-30 9:00
Anna <
    ⏰ Przypominam:
    📋 Status: tydzień 48
    [🟰 Bez zmian] [✏️ Wypełnij]
Olga < (nic)
Marek < (nic)
@ 2026-11-30 13:00
Olga <
    ⏰ Przypominam:
    📋 Status: tydzień 48
Piotr < (nic)
# to, co Anna zaczęła, czeka na nią pod ostatnim
Anna > [✏️ Wypełnij]
    Co się zmieniło?
    Czekamy na decyzję
    [🟡 Trasa rowerowa Wisła ✏️]
Olga > [✏️ Wypełnij]
Olga > [⚪ Trasa rowerowa Wisła]
Olga > [🟢 Zgodnie z planem]
Olga > [✅ Wyślij]
    Zapisano ✅

# odpowiedź już jest: Anna widzi to, zanim wyśle swoją
Anna > [🟡 Trasa rowerowa Wisła ✏️]
Anna > [↩️ Wróć]
    ⚠️ Za Twoją gminę odpowiedź już jest (Olga Wilk, pon. 30.11, 13:00).
Anna > /anuluj
    Przerwane.
Anna > /status
    Odpowiedź: Olga Wilk, pon. 30.11, 13:00
@ 2026-12-01 12:00
Piotr <
    📊 Niepołomice: tydzień 48 · 🟢 1
    nie: nie odpowiedziała
Jan <
    odpowiedzi: 2 z 3
    • Liszki: nie ma kogo pytać
