# Projekty: lista, karta, dodawanie, zmiany, kamienie milowe, archiwum

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność)
Skawina: Marek Wilga koordynator
projekty Skawina: Park Miejski | Żłobek przy Rynku

# najpierw nie ma nic swojego, są cudze
Anna > /projekty
    Projekty: 2 projekty
    [Park Miejski · Skawina]
    [Żłobek przy Rynku · Skawina]
    [➕ Dodaj projekt]
Anna > [Park Miejski · Skawina]
    Park Miejski
    Gmina: Skawina
    Budżet: –
    Gotowość: dokumentacja: nieznane · grunty: nieznane · pozwolenia: nieznane · finansowanie: nieznane
    [📁 Projekty]
    nie: [✏️ Zmień]
    nie: [🗂 Archiwizuj]

# nowy projekt: nazwa, dziedzina, a resztę można pominąć
Anna > [📁 Projekty]
Anna > [➕ Dodaj projekt]
    Jak się nazywa projekt?
    ➜ ➕ Dodaj projekt
Anna > (miejsce)
    Tu potrzebny jest tekst.
Anna > (naklejka)
    Tego nie umiem zapisać.
Anna > (zdjęcie) Trasa
    Tu potrzebny jest tekst.
Anna > (pisze 300 znaków)
    Za długie: 300 znaków, a zmieści się 200.
Anna > Trasa <b>rowerowa</b> & Wisła 🚲
    Trasa <b>rowerowa</b> & Wisła 🚲
    Która dziedzina współpracy?
    [mobilność]
Anna > cokolwiek
    Tu wystarczy dotknąć przycisku
Anna > [mobilność]
    Kiedy początek?
    [Pomiń] [✅ Wystarczy]
Anna > kiedyś
    Tej daty nie rozumiem.
Anna > 03.2027
    Kiedy koniec?
Anna > 28.02.2027
    Koniec (28.02.2027) byłby przed początkiem (1.03.2027). Wpisz inną datę.
Anna > 12.2028
    Jaki budżet?
Anna > dużo
    Tej kwoty nie rozumiem.
Anna > 450 000 450 000
    Tej kwoty nie rozumiem.
Anna > 1,25 mln
    Skąd pieniądze?
Anna > [Pomiń]
    Kto jest partnerem?
    Wybrane: nikt
    [☐ Biskupice]
Anna > [▶️]
    [☐ Wieliczka]
    nie: Niepołomice]
Anna > [☐ Wieliczka]
    [☑ Wieliczka]
    Wybrane: Wieliczka
Anna > Atlantyda
    Nie znajduję takiej gminy.
Anna > krak
    [☐ Kraków]
    nie: [☐ Skawina]
Anna > [☐ Kraków]
    Wybrane: Kraków, Wieliczka
Anna > [✅ Zatwierdź]
    Co jest gotowe?
Anna > [grunty: nieznane]
    [grunty: tak]
Anna > [grunty: tak]
    [grunty: nie]
Anna > [pozwolenia: nieznane]
Anna > [pozwolenia: tak]
Anna > [pozwolenia: nie]
    [pozwolenia: nie dotyczy]
Anna > [✅ Zatwierdź]
    Trasa <b>rowerowa</b> & Wisła 🚲
    Gmina: Niepołomice
    Partnerzy: Kraków, Wieliczka
    Dziedzina: mobilność
    Termin: 1.03.2027 – 31.12.2028
    Budżet: 1 250 000 zł
    Finansowanie: –
    Gotowość: dokumentacja: nieznane · grunty: nie · pozwolenia: nie dotyczy · finansowanie: nieznane
    [✏️ Zmień] [🏁 Kamienie milowe]
    [🗂 Archiwizuj] [📁 Projekty]

# swoje stoją pierwsze; lista zawęża się przy pisaniu, także bez polskich liter
Anna > /projekty
    Projekty: 3 projekty
Anna > zlobek
    „zlobek”: 1 pasuje
    [Żłobek przy Rynku · Skawina]
    nie: [Park Miejski · Skawina]
Anna > [✖️ Pokaż wszystkie]
    [Park Miejski · Skawina]
Anna > nic takiego
    „nic takiego”: 0 pasuje

# ta sama nazwa w tej samej gminie, także inaczej zapisana
Anna > [➕ Dodaj projekt]
Anna > TRASA <B>ROWEROWA</B> & WISLA 🚲
    Ta gmina ma już projekt Trasa <b>rowerowa</b> & Wisła 🚲. Wpisz inną nazwę.
Anna > P+R Podłęże
Anna > [środowisko i przestrzeń]
# kończy wcześniej: zostaje to, co powiedziane
Anna > [✅ Wystarczy]
    P+R Podłęże
    Dziedzina: środowisko i przestrzeń
    Termin: –

# zmiany z karty: dotknięciem albo słowem
Anna > [✏️ Zmień]
    Co zmienić? P+R Podłęże
    [Nazwa] [Dziedzina]
    [Partnerzy] [Gotowość]
Anna > [Budżet]
    Jaki budżet?
    [↩️ Bez zmian]
    nie: [🧹 Wyczyść]
Anna > 300 tys.
    Budżet: 300 000 zł
Anna > [✏️ Zmień]
Anna > [Budżet]
    Teraz: 300 000 zł
Anna > 1250000,50 zł
    Budżet: 1 250 000,50 zł
Anna > [✏️ Zmień]
Anna > [Budżet]
Anna > [🧹 Wyczyść]
    Budżet: –
Anna > [✏️ Zmień]
Anna > [Koniec]
Anna > 10.12
    Termin: do 10.12.2026
Anna > [✏️ Zmień]
Anna > [Początek]
Anna > 2026-12-11
    Koniec (10.12.2026) byłby przed początkiem (11.12.2026).
Anna > [↩️ Bez zmian]
    Termin: do 10.12.2026
Anna > [✏️ Zmień]
Anna > [Nazwa]
Anna > trasa <b>rowerowa</b> & wisła 🚲
    Ta gmina ma już projekt
Anna > p+r podłęże
    p+r podłęże
    Gmina: Niepołomice
Anna > [✏️ Zmień]
Anna > [Partnerzy]
Anna > [☐ Biskupice]
Anna > [☐ Czernichów]
Anna > [✅ Zatwierdź]
    Partnerzy: Biskupice, Czernichów
Anna > [✏️ Zmień]
Anna > [Partnerzy]
    Wybrane: Biskupice, Czernichów
Anna > [☑ Biskupice]
    Wybrane: Czernichów
Anna > [✅ Zatwierdź]
    Partnerzy: Czernichów
Anna > [✏️ Zmień]
Anna > [↩️ Nic]
    Gmina: Niepołomice

# kamienie milowe
Anna > [🏁 Kamienie milowe]
    Nie ma jeszcze żadnego.
Anna > [➕ Dodaj kamień milowy]
    Jak się nazywa kamień milowy?
Anna > (pisze 300 znaków)
    Za długie: 300 znaków, a zmieści się 200.
Anna > Przetarg
    Na kiedy?
Anna > jutro albo pojutrze
    Tej daty nie rozumiem.
!! restart
Anna > 20.11.2026
    [❗ 20.11.2026 · Przetarg]
Anna > [➕ Dodaj kamień milowy]
Anna > Odbiór
Anna > 12.2026
    [⏳ 31.12.2026 · Odbiór]
Anna > [❗ 20.11.2026 · Przetarg]
    [✅ Osiągnięty dzisiaj]
    [📅 Inny termin] [✏️ Inna nazwa]
Anna > [✅ Osiągnięty dzisiaj]
    [✅ 20.11.2026 · Przetarg (osiągnięty 24.11.2026)]
Anna > [⏳ 31.12.2026 · Odbiór]
Anna > [📅 Inny termin]
Anna > 15.01
    [⏳ 15.01.2027 · Odbiór]
Anna > [⏳ 15.01.2027 · Odbiór]
Anna > [✏️ Inna nazwa]
Anna > Odbiór końcowy
    [⏳ 15.01.2027 · Odbiór końcowy]
Anna > [✅ 20.11.2026 · Przetarg]
Anna > [🗑 Usuń]
    nie: [✅ 20.11.2026 · Przetarg
Anna > [✅ Gotowe]
    Kamienie milowe
    ⏳ 15.01.2027 · Odbiór końcowy
Anna > [🏁 Kamienie milowe]
Anna > [⏳ 15.01.2027 · Odbiór końcowy]
Anna > [✅ Osiągnięty dzisiaj]
Anna > [✅ 15.01.2027 · Odbiór końcowy]
Anna > [⏳ Jednak nieosiągnięty]
    [⏳ 15.01.2027 · Odbiór końcowy]
Anna > [✅ Gotowe]

# specjalistka czyta, ale nie zmienia
Ewa > /projekty
    nie: [➕ Dodaj projekt]
Ewa > [p+r podłęże · Niepołomice]
    Termin: do 10.12.2026
    nie: [✏️ Zmień]

# archiwum: z pytaniem, potem znika
Anna > [🗂 Archiwizuj]
    Zarchiwizować p+r podłęże?
    [🗂 Tak, archiwizuj] [↩️ Zostaw]
Anna > [↩️ Zostaw]
    Gmina: Niepołomice
    nie: Zarchiwizowane
Anna > [🗂 Archiwizuj]
Anna > [🗂 Tak, archiwizuj]
    Zarchiwizowane ✅ p+r podłęże nie pojawi się już na listach ani w statusie.
Anna > /projekty
    Projekty: 3 projekty
    nie: podłęże
@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
    [⚪ Trasa <b>rowerowa</b> & Wisła 🚲]
Anna > /anuluj

# Biuro dodaje w każdej gminie i zmienia każdy projekt
Jan > /projekty park
    „park”: 1 pasuje
    [Park Miejski · Skawina]
Jan > [Park Miejski · Skawina]
    [✏️ Zmień]
Jan > /projekty
Jan > [➕ Dodaj projekt]
    Która gmina prowadzi projekt?
    [Biskupice]
Jan > swiatniki
    [Świątniki Górne]
Jan > [Świątniki Górne]
    Jak się nazywa projekt?
Jan > Park Miejski
Jan > [edukacja]
Jan > /anuluj
    Przerwane. Co już zapisane, zostaje zapisane.
Jan > /projekty
    [Park Miejski · Świątniki Górne]
    [Park Miejski · Skawina]
