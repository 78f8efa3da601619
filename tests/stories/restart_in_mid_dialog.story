# Bot zatrzymany w środku rozmowy i uruchomiony na nowo: nikt tego nie zauważa, nic nie ginie

Niepołomice: Anna Nowak koordynator
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
!! restart
Anna > [✅ Wyślij]
    Trasa rowerowa Wisła
Anna > [🟡 Zagrożony]
    Co się dzieje?
!! restart
Anna > Czekamy na decyzję <środowiskową> & pogodę 🌧
    P+R Podłęże
!! restart
Anna > [🟢 Zgodnie z planem]
    Zapisano ✅
    Czekamy na decyzję <środowiskową> & pogodę 🌧

# inne polecenie odkłada rozmowę na bok i proponuje powrót
Anna > [✏️ Popraw]
Anna > [🟡 Trasa rowerowa Wisła]
    Trasa rowerowa Wisła · poprzednio 🟡
Anna > /status
    Odpowiedź: Anna Nowak
    Odłożone na bok: wypełnianie statusu.
    [↩️ Wróć]
!! restart
Anna > [↩️ Wróć]
    Trasa rowerowa Wisła · poprzednio 🟡
Anna > (naklejka)
    Tego nie umiem zapisać.
Anna > cokolwiek
    Tu wystarczy dotknąć przycisku
Anna > [🟡 Zagrożony]
Anna > (pisze 5000 znaków)
    Za długie: 4096 znaków, a zmieści się 1000.
Anna > Krócej
    [🟢 P+R Podłęże]
Anna > /anuluj
    Przerwane. Co już zapisane, zostaje zapisane.
Anna > /anuluj
    Nie ma czego anulować.
Anna > /nieznane
    Nie znam takiego polecenia.
Anna > co słychać?
    Wybierz jedną z tych rzeczy
