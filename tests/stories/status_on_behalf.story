# Ktoś zadzwonił: Biuro wpisuje status za gminę, gmina dostaje odpis i go poprawia; co gmina powiedziała sama, jest jej

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący
Skawina: Ewa Lis koordynator
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże
projekty Skawina: Termomodernizacja szkół

@ 2026-11-27 9:00
Anna <
    📋 Status: tydzień 48
Jan > /raport niepolomice
    Bez odpowiedzi · pytano: Anna Nowak
    [✍️ Wpisz za gminę]
Jan > [✍️ Wpisz za gminę]
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
    Co się zmieniło?
    [⚪ Trasa rowerowa Wisła]
Jan > [⚪ P+R Podłęże]
Jan > [🔴 Opóźniony]
Jan > Wykonawca zszedł z budowy
    [🔴 P+R Podłęże ✏️]
Jan > [✅ Wyślij]
    Trasa rowerowa Wisła
Jan > [🟢 Zgodnie z planem]
    Zapisano za gminę ✅
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
    🔴 P+R Podłęże
    Wykonawca zszedł z budowy
    [✏️ Popraw]
    nie: Zgłoś zagrożenie
Anna <
    ✍️ Jan Kowalski z Biura wpisuje za Twoją gminę to, co usłyszało Biuro.
    🔴 P+R Podłęże
    [✏️ Popraw]
Piotr <
    ✍️ Jan Kowalski z Biura wpisuje za Twoją gminę
Ewa <
    nie: Niepołomice

# podpisane tak, jak było; koordynator widzi to samo pod poleceniem
Jan > /raport niepolomice
    Jan Kowalski (Biuro) za gminę, pt. 27.11, 9:00
    nie: Wpisz za gminę
Anna > /status
    Jan Kowalski (Biuro) za gminę

# gmina poprawia: od teraz liczy się jej słowo, a Biuro go nie zmieni
Anna > [✏️ Popraw]
    Który poprawić?
    ⚠️ Za Twoją gminę odpowiedź już jest (Jan Kowalski (Biuro) za gminę, pt. 27.11, 9:00).
Anna > [🔴 P+R Podłęże]
Anna > [🟡 Zagrożony]
Anna > Wraca w poniedziałek
Anna > [✅ Wyślij]
    Zapisano ✅
Jan <
    nie: zmienia Twoją odpowiedź
Jan > [✏️ Popraw]
    dymek: Gmina odpowiedziała już sama: Anna Nowak.
Jan > /raport niepolomice
    Anna Nowak, pt. 27.11, 9:00
    🟡 P+R Podłęże

# gmina, która odpowiada, gdy Biuro właśnie pisze, ma pierwszeństwo
Jan > /raport skawina
Jan > [✍️ Wpisz za gminę]
Jan > [⚪ Termomodernizacja szkół]
Jan > [🟢 Zgodnie z planem]
    [🟢 Termomodernizacja szkół ✏️]
Ewa > /status
Ewa > [✏️ Wypełnij]
Ewa > [⚪ Termomodernizacja szkół]
Ewa > [🔴 Opóźniony]
Ewa > [Pomiń]
Ewa > [✅ Wyślij]
    Zapisano ✅
Jan > [✅ Wyślij]
    Gmina odpowiedziała już sama: Ewa Lis.
Jan > /raport skawina
    🔴 Termomodernizacja szkół
