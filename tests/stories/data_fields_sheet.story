# Pola wezwania z arkusza: cały arkusz albo nic, a każdy błąd ma swój wiersz

Biuro: Jan Kowalski

Jan > /dane
Jan > [➕ Nowe wezwanie]
Jan > Żłobki
Jan > raport roczny
Jan > [rok 2026]
    Możesz też przysłać arkusz z polami (XLSX).
    [📄 Wzór arkusza]
Jan > [📄 Wzór arkusza]
    pola.xlsx
    wypełnij wiersz dla każdego pola
Jan > (dokument pola.pdf)
    Nie odczytam tego pliku: to nie jest arkusz XLSX.
Jan > (arkusz pola.xlsx) nazwa; rodzaj | Miejsca; Liczba
    Nic nie zapisałem.
    wiersz 1: nie znam kolumny „nazwa”
    wiersz 1: potrzebne są kolumny: pole, rodzaj
Jan > (arkusz pola.xlsx) pole; rodzaj; jednostka; zakres; do wyboru; dziedzina | Miejsca; Liczba; miejsca; dużo; ; | Miejsca; Suma; ; ; ; | Prowadzi; Wybór; km; ; gmina; kosmos
    Nic nie zapisałem.
    wiersz 2: zakres „dużo” jest niejasny
    wiersz 3: rodzaj „Suma” nie istnieje; są: Liczba, Kwota
    wiersz 3: pole „Miejsca” jest drugi raz
    wiersz 4: jednostka: tego rodzaj „Wybór” nie ma
    wiersz 4: do wyboru: potrzebne są co najmniej dwie
    wiersz 4: nie ma dziedziny „kosmos”
Jan > (arkusz pola.xlsx) pole; rodzaj; wymagane | Miejsca; Liczba; może
    wiersz 2: w kolumnie „wymagane” wpisz tak albo nie, a nie „może”
# po pomyłkach pytanie jest to samo, także po wznowieniu
!! restart
Jan > (arkusz pola.xlsx) pole; rodzaj; jednostka; zakres; do wyboru; dziedzina | Miejsca; liczba; miejsca; 0–5 000; ; edukacja | Prowadzi; Wybór; ; ; gmina, fundacja; | Program; tak/nie; ; ; ;
    📄 Pól z arkusza: 3
    ➕ Miejsca
    ➕ Prowadzi
    ➕ Program
    1. Miejsca
    3. Program
    [➕ Następne pole]
Jan > [➕ Następne pole]
Jan > (arkusz pola.xlsx) pole; rodzaj; jednostka; wymagane | Miejsca; Liczba; szt.; | Program; Tak/Nie; ; tak | Dotacja; Kwota; ; nie
    📄 Pól z arkusza: 3
    ✏️ Miejsca
    ➕ Dotacja
    🗑 Prowadzi
    2. Program
    3. Dotacja
Jan > [➡️ Do kogo]
Jan > [Wszystkie gminy (15)]
Jan > [za 1 tydzień]
    1. Miejsca · 🔢 Liczba [szt.]
    3. Dotacja · 💰 Kwota · nieobowiązkowe
