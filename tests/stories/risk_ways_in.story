# Zagrożenie z tego, co akurat jest pod ręką: zdjęcie, głos, kilka wiadomości naraz, czerwone światło

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność)
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże | Żłobek Zakrzów | Park Miejski

# zdjęcie z podpisem; kolejne zdjęcia albumu nie mają podpisu
Ewa > (zdjęcie) Ryzyko: osuwisko przy kilometrze 3
    osuwisko przy kilometrze 3 📎 1
    Czego dotyczy?
Ewa > (zdjęcie)
    osuwisko przy kilometrze 3 📎 2
Ewa > [Trasa rowerowa Wisła]
    osuwisko przy kilometrze 3 📎 2
    Jak poważne?
Ewa > [🔴 Krytyczne]
    ⚠️ Zagrożenie R-1 zgłoszone. Powiadomieni: Biuro (1).
# co telefon wysłał razem z ostatnią odpowiedzią, należy do tego samego zagrożenia
Ewa > (głos)
    📎 Dopisałem do R-1.
Ewa > Droga jest zamknięta
    nie: Nie rozumiem
# zdjęcie jest na karcie, reszta pod przyciskiem
Jan <
    🖼
    🔴 Zagrożenie R-1 · Niepołomice · Trasa rowerowa Wisła
    osuwisko przy kilometrze 3
    Droga jest zamknięta
    📎 2 załączniki
    od: Ewa Lis
Jan > [📎 2 załączniki]
    🎤
Jan > [👀 Przyjmuję]
    🖼
    👀 Przyjmuje: Jan Kowalski
Jan > [↩️ Oddaję]
    🖼
    ⏳ Czeka na przyjęcie · oddaje: Jan Kowalski
Ewa > /ryzyko R-1
Ewa > [🕓 Historia]
    opis, dopisano: „Droga jest zamknięta”

# w pociągu: wszystko naraz, zanim bot zdąży zapytać
Anna > /ryzyko
Anna > Firma nie ma ludzi
Anna > i jeszcze brakuje kruszywa
Anna > (głos)
    Firma nie ma ludzi i jeszcze brakuje kruszywa 📎 1
    Czego dotyczy?
Anna > [P+R Podłęże]
Anna > [🟡 Do obserwacji]
    ⚠️ Zagrożenie R-2 zgłoszone.
Jan <
    🟡 Zagrożenie R-2 · Niepołomice · P+R Podłęże
    Firma nie ma ludzi
    i jeszcze brakuje kruszywa

# po chwili to już zwykła wiadomość
@ 2026-11-24 10:05
Anna > dzięki
    nie: Dopisałem

# nocą ważne dzwoni od razu, reszta czeka na godziny pracy, i znika, gdy wycofano
@ 2026-11-24 22:00
Anna > /ryzyko Zalało piwnicę szkoły
Anna > [🏛 Cała gmina]
Anna > [🔴 Krytyczne]
    ⚠️ Zagrożenie R-3 zgłoszone. Powiadomieni: Biuro (1).
Jan <
    🔴 Zagrożenie R-3
Anna > /ryzyko Gmina przesunęła sesję
Anna > [🏛 Cała gmina]
Anna > [🟠 Poważne]
    ⚠️ Zagrożenie R-4 zgłoszone. Powiadomię w godzinach pracy (śr. 25.11, 8:00): Biuro (1).
Anna > /ryzyko Pomyłka
Anna > [🏛 Cała gmina]
Anna > [🟠 Poważne]
    ⚠️ Zagrożenie R-5 zgłoszone.
Anna > [↩️ Wycofaj]
Anna > [Pomiń]
Jan <
    nie: R-4
@ 2026-11-25 8:00
Jan <
    🟠 Zagrożenie R-4
    nie: R-5

# z czerwonego statusu: projekt i zdanie już są, zostaje jedno dotknięcie
@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [✅ Wyślij]
Anna > [🔴 Opóźniony]
Anna > Osuwisko rośnie
Anna > [🟢 Zgodnie z planem]
Anna > [🔴 Opóźniony]
Anna > Wykonawca zszedł z budowy
Anna > [🟢 Zgodnie z planem]
    Zapisano ✅
    [⚠️ R-1: dopisz]
    [⚠️ Zgłoś zagrożenie: Żłobek Zakrzów]
Anna > [⚠️ Zgłoś zagrożenie: Żłobek Zakrzów]
    Wykonawca zszedł z budowy
    Jak poważne?
Anna > [🟠 Poważne]
    ⚠️ Zagrożenie R-6 zgłoszone.
Jan <
    🟠 Zagrożenie R-6 · Niepołomice · Żłobek Zakrzów
    Wykonawca zszedł z budowy

# z żółtego tak samo
@ 2026-12-04 9:00
Anna > [✏️ Wypełnij]
Anna > [🔴 Trasa rowerowa Wisła]
Anna > [🟢 Zgodnie z planem]
Anna > [🔴 Żłobek Zakrzów]
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Park Miejski]
Anna > [🟡 Zagrożony]
Anna > Nie ma wykonawcy
Anna > [✅ Wyślij]
Anna > [⚠️ Zgłoś zagrożenie]
    Nie ma wykonawcy
    Jak poważne?
Anna > [🟡 Do obserwacji]
    ⚠️ Zagrożenie R-7 zgłoszone.

# kamień milowy przełożony w projektach: propozycja, a w niej już to, co się stało
Anna > /projekty
Anna > [P+R Podłęże]
Anna > [🏁 Kamienie milowe]
Anna > [➕ Dodaj kamień milowy]
Anna > Przetarg
Anna > 10.12.2026
Anna > [⏳ 10.12.2026 · Przetarg]
Anna > [📅 Inny termin]
Anna > 8.12.2026
    nie: Zgłoś zagrożenie
Anna > [⏳ 8.12.2026 · Przetarg]
Anna > [📅 Inny termin]
Anna > 20.01.2027
    Kamień milowy „Przetarg” przesunięty na 20.01.2027.
    [⚠️ Zgłoś zagrożenie]
    [⏳ 20.01.2027 · Przetarg]
Anna > [⚠️ Zgłoś zagrożenie]
    Kamień milowy „Przetarg” przesunięty na 20.01.2027.
    Jak poważne?
Anna > [🟠 Poważne]
    ⚠️ Zagrożenie R-8 zgłoszone.
    Odłożone na bok: kamienie milowe.
Jan <
    🟠 Zagrożenie R-8 · Niepołomice · P+R Podłęże
    Kamień milowy „Przetarg” przesunięty na 20.01.2027.

# co jest już zgłoszone, do tego się dopisuje
@ 2026-12-11 9:00
Ewa > /status
Ewa > [✏️ Wypełnij]
Ewa > [🟢 Trasa rowerowa Wisła]
Ewa > [🔴 Opóźniony]
Ewa > [Pomiń]
Ewa > [✅ Wyślij]
    [⚠️ R-1: dopisz]
Ewa > [⚠️ R-1: dopisz]
    Zagrożenie R-1 · Niepołomice · Trasa rowerowa Wisła
