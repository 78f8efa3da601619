# Pisze się, jak się mówi: słowo jest poleceniem, nazwa przycisku dotknięciem, a reszta dostaje trzy najbliższe rzeczy

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
obcy: Ola Maj
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże

# pierwsze słowo jest nazwą polecenia
Anna > zespół
    Zespół: Niepołomice
Anna > Ryzyko: brak decyzji środowiskowej
    Czego dotyczy?
Anna > [P+R Podłęże]
    Jak poważne?
Anna > [🔴 Krytyczne]
    Zagrożenie R-1 zgłoszone
    brak decyzji środowiskowej

@ 2026-11-25 10:00
# czego bot nie rozumie, na to ma trzy przyciski, najpierw te, o których mowa
Anna > cześć, kiedy będzie forum?
    Wybierz jedną z tych rzeczy
    [🗓 Fora]
Anna > [🗓 Fora]
    Na razie nic przed nami.

# status słowami; co nie jest odpowiedzią, po tym pytanie przychodzi jeszcze raz
@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
    [⚪ Trasa rowerowa Wisła]
Anna > wyślij
    Trasa rowerowa Wisła · pierwszy raz
Anna > jest dobrze
    Tu wystarczy dotknąć przycisku
    Trasa rowerowa Wisła · pierwszy raz
    [🟢 Zgodnie z planem] [🟡 Zagrożony]
Anna > 60%
    [📈 Postęp: 60%]
Anna > zielone
    P+R Podłęże
Anna > zagrożony
    Co się dzieje?
Anna > Czekamy na decyzję
    Co się zmieniło?
    🟢 Trasa rowerowa Wisła, 60%
    🟡 P+R Podłęże
Anna > wyślij
    Zapisano ✅

# kto nie należy do zespołu, dowie się, jak do niego trafić
Ola > raport
    nie: Status
