# [💬 Zapytaj]: Biuro pyta, zgłaszający odpowiada, tekstem albo plikiem; jedno dotknięcie i jedno zdanie z każdej strony

Biuro: Jan Kowalski, Zofia Malec
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący
projekty Niepołomice: P+R Podłęże

Anna > /ryzyko Brak decyzji środowiskowej
Anna > [P+R Podłęże]
Anna > [🔴 Krytyczne]
    Zagrożenie R-1 zgłoszone.
Zofia <
    [👀 Przyjmuję] [💬 Zapytaj]
Zofia > [👀 Przyjmuję]

# Jan pyta; niczego poza tekstem i plikiem nie da się wysłać
Jan <
    [💬 Zapytaj]
Jan > [💬 Zapytaj]
    R-1 · Niepołomice · P+R Podłęże
    O co chcesz zapytać? … Odpowie: Anna Nowak.
Jan > (naklejka)
    nie: Wysłane
Jan > Kto wydaje decyzję i <do kiedy>?
    ➜ Kto wydaje decyzję i <do kiedy>?
    Wysłane ✅ Do: Anna Nowak
Zofia <
    nie: Kto wydaje decyzję
Piotr <
    nie: Kto wydaje decyzję
Anna <
    💬 Jan Kowalski (Biuro) pyta o R-1 · Niepołomice · P+R Podłęże
    Kto wydaje decyzję i <do kiedy>?
    [↩️ Odpowiedz]

# Anna odpowiada plikiem; słyszą ten, kto pytał, i ten, kto przyjął
Anna > [↩️ Odpowiedz]
    Jan Kowalski:
    Kto wydaje decyzję i <do kiedy>?
    Co odpowiadasz?
!! restart
Anna > (dokument pismo.pdf) RDOŚ, do końca stycznia
    Wysłane ✅ Do: Jan Kowalski, Zofia Malec
Jan <
    📎 pismo.pdf
    ↩️ Anna Nowak odpowiada w sprawie R-1 · Niepołomice · P+R Podłęże
    Kto wydaje decyzję i <do kiedy>?
    RDOŚ, do końca stycznia
    [↩️ Odpowiedz]
Zofia <
    📎 pismo.pdf
    RDOŚ, do końca stycznia
Piotr <
    nie: RDOŚ

# i dalej, w obie strony; Zofia odpisuje na to samo
Zofia > [↩️ Odpowiedz]
    Anna Nowak:
Zofia > (głos)
    Wysłane ✅ Do: Anna Nowak
Anna <
    🎤
    💬 Zofia Malec (Biuro) pisze o R-1
    RDOŚ, do końca stycznia
Jan <
    nie: pisze o
Anna > [↩️ Odpowiedz]
    📎 załącznik
Anna > (miejsce)
Zofia <
    📎 załącznik
    📍 50.03000, 20.21000
Jan <
    nie: 📍

# w nocy też od razu, bez dźwięku; zamknięte zagrożenie: nowego pytania nie ma, odpowiedź jeszcze dojdzie
@ 2026-11-24 22:00
Jan > [💬 Zapytaj]
Jan > Czy burmistrz wie?
Anna <
    Czy burmistrz wie?
Zofia > [✅ Zamknij]
Zofia > Załatwione
Anna > [↩️ Odpowiedz]
Anna > Wie
    Wysłane ✅ Do: Jan Kowalski, Zofia Malec
