# Rejestr zagrożeń: najgorsze na początku, słowa i filtry zawężają, karta, macierz, tabela

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność)
Skawina: Marek Wilga koordynator
projekty Niepołomice: P+R Podłęże | Trasa rowerowa
projekty Skawina: Park Miejski

# nic jeszcze nie ma
Jan > /ryzyka
    Zagrożenia
    Nie ma tu otwartych zagrożeń. Nowe zgłosisz przez /ryzyko.
    [🔎 Filtry]
    nie: [🗺 Macierz]

Anna > /ryzyko Brak decyzji środowiskowej
Anna > [P+R Podłęże]
Anna > [🟡 Do obserwacji]
Ewa > /ryzyko Wykonawca zszedł z budowy
Ewa > [P+R Podłęże]
Ewa > [🔴 Krytyczne]
Marek > /ryzyko Brak pieniędzy na 50% drzew
Marek > [Park Miejski]
Marek > [🟠 Poważne]
Anna > /ryzyko Odchodzi radca
Anna > [Cała gmina]
Anna > [🟠 Poważne]

# Biuro widzi wszystkie gminy, zespół tylko swoją
Jan > /ryzyka
    Zagrożenia: 4, najgorsze na początku
    [🔴 R-2 · P+R Podłęże: Wykonawca zszedł z budowy]
    [🟠 R-3 · Park Miejski: Brak pieniędzy na 50% drzew]
    [🟠 R-4 · Niepołomice: Odchodzi radca]
    [🟡 R-1 · P+R Podłęże: Brak decyzji środowiskowej]
    [🔎 Filtry]
    [🗺 Macierz] [📊 Excel] [📄 CSV]
    nie: [✖️ Pokaż wszystkie]
Marek > /ryzyka
    Zagrożenia: 1,
    [🟠 R-3 · Park Miejski: Brak pieniędzy na 50% drzew]
    nie: R-2

# karta pod listą, a lista czeka na następną
Jan > [🟠 R-4 · Niepołomice: Odchodzi radca]
    Zagrożenie R-4 · Niepołomice · cała gmina
    Odchodzi radca
    [👀 Przyjmuję]
Jan > [🔴 R-2 · P+R Podłęże: Wykonawca zszedł z budowy]
    Zagrożenie R-2 · Niepołomice · P+R Podłęże

# słowa zawężają, także bez polskich liter; znaki zapytań bazy są zwykłymi znakami
Jan > niepol srodowisk
    Zagrożenia: 1,
    🔎 „niepol srodowisk”
    [🟡 R-1 · P+R Podłęże: Brak decyzji środowiskowej]
    nie: [🔴 R-2
Jan > r-3
    Zagrożenia: 1,
    [🟠 R-3 · Park Miejski: Brak pieniędzy na 50% drzew]
Jan > 50%
    Zagrożenia: 1,
Jan > 5_%
    Zagrożenia: 0,
    🔎 „5_%”
    nie: [🗺 Macierz]
Jan > [✖️ Pokaż wszystkie]
    Zagrożenia: 4,
    nie: [✖️ Pokaż wszystkie]

# filtry: w tej samej wiadomości, każdy z licznikiem
Jan > [🔎 Filtry]
    Pasujące zagrożenia: 4
    [• wszystkie gminy] [moje]
    [Dziedzina] [Kategoria]
    [Poziom] [Właściciel]
    [☐ także zamknięte]
    [✅ Pokaż]
Jan > [Poziom]
    Dopóki nikt ich nie ocenił, liczy się waga zgłoszenia: 🔴 A, 🟠 B, 🟡 C.
    [• bez tego filtra]
    [🔴 A krytyczne] [🟠 B wysokie] [🟡 C średnie] [🟢 D niskie] [⚪ E znikome]
    [↩️ Do filtrów]
Jan > [🟠 B wysokie]
    Pasujące zagrożenia: 2
    🔎 🟠 B wysokie
    [Poziom: 🟠 B wysokie]
Jan > [Właściciel]
    Żadne z tych zagrożeń nie ma jeszcze właściciela.
Jan > nikt taki
    Niczego takiego tu nie ma.
Jan > [↩️ Do filtrów]
Jan > [Kategoria]
    [finansowanie] [grunty]
Jan > form
    [formalno-prawne]
    nie: [grunty]
Jan > [formalno-prawne]
    Pasujące zagrożenia: 0
    🔎 formalno-prawne · 🟠 B wysokie
Jan > [Kategoria: formalno-prawne]
    [• formalno-prawne] [grunty]
Jan > [bez tego filtra]
    Pasujące zagrożenia: 2
Jan > [✅ Pokaż]
    Zagrożenia: 2,
    🔎 🟠 B wysokie
    [🟠 R-3 · Park Miejski: Brak pieniędzy na 50% drzew]
    [🟠 R-4 · Niepołomice: Odchodzi radca]
    nie: R-1

# macierz mówi, ilu na niej nie ma; tabela ma to, co lista
Jan > [🗺 Macierz]
    Macierz ryzyka · 24.11.2026
    Zagrożenia na macierzy: 0
    Nieocenione: 🟠 R-3 · R-4
    🟠 R-3 · nieocenione · Park Miejski, Skawina
    🟠 R-4 · nieocenione · Niepołomice
    nie: → po działaniach
    🔎 🟠 B wysokie
Jan > [📊 Excel]
    ryzyka-2026-11-24.xlsx
    W tabeli: 2
Jan > [📄 CSV]
    ryzyka-2026-11-24.csv

# kto odejdzie od listy, nie słyszy, że ją odłożył; jej przyciski działają dalej, z filtrami
Jan > /zapros
Jan > /anuluj
    nie: Odłożone na bok
Jan > [🔎 Filtry]
    🔎 🟠 B wysokie

# zamknięte na życzenie, po tych, które jeszcze grożą
Jan > /ryzyko R-2
Jan > [✅ Zamknij]
Jan > Nowy wykonawca
Jan > /ryzyka podleze
    Zagrożenia: 1,
    nie: R-2
Jan > [🔎 Filtry]
Jan > [☐ także zamknięte]
    [☑ także zamknięte]
    🔎 „podleze” · także zamknięte
Jan > [✅ Pokaż]
    [🟡 R-1 · P+R Podłęże: Brak decyzji środowiskowej]
    [✅ R-2 · P+R Podłęże: Wykonawca zszedł z budowy]

# moje: co się zgłosiło albo czym się kieruje
Ewa > /ryzyka
    Zagrożenia: 2,
Ewa > [🔎 Filtry]
    [• moja gmina] [moje]
    nie: [wszystkie gminy]
Ewa > [moje]
    [moja gmina] [• moje]
    Pasujące zagrożenia: 0
    🔎 moje

# restart nie gubi miejsca
!! restart
Ewa > [✅ Pokaż]
    Zagrożenia: 0,
    🔎 moje
    [✖️ Pokaż wszystkie]
