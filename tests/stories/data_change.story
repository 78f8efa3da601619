# Wysłane wezwanie zmienione i wycofane: wszyscy słyszą, co jest inaczej; nic nie ginie

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (edukacja)
Skawina: Marek Wilga koordynator

Jan > /dane
Jan > [➕ Nowe wezwanie]
Jan > Żłobki
Jan > raport
Jan > [rok 2026]
Jan > Miejsca
Jan > [🔢 Liczba]
Jan > [Pomiń]
Jan > [Pomiń]
Jan > [edukacja]
Jan > [➕ Następne pole]
Jan > Prowadzący
Jan > [📝 Tekst]
Jan > [Pomiń]
Jan > [➡️ Do kogo]
Jan > [Wybrane gminy]
Jan > niepo
Jan > [☐ Niepołomice]
Jan > skawi
Jan > [☐ Skawina]
Jan > [✅ Zatwierdź]
Jan > [za 2 tygodnie]
Jan > [📣 Wyślij]
    [✏️ Zmień] [✋ Wycofaj]
Marek > [✏️ Wypełnij]
Marek > 1250
Marek > gmina
Marek > [✅ Wyślij]
Anna > [👥 Przekaż pola]
Anna > [Ewa Lis ⭐]
Anna > [✍️ Ja]
# Ewa ma otwarte pytanie, gdy Biuro zmienia pola
Ewa > [✏️ Wypełnij]
    1/2 · Miejsca

Jan > /dane
Jan > [Żłobki · 1/2]
Jan > [✏️ Zmień]
    Co poprawić?
    [Tytuł: Żłobki]
    nie: Do kogo
Jan > [Tytuł: Żłobki]
Jan > Żłobki gminne
    Żłobki: tak zobaczą zmianę gminy.
    Tytuł: Żłobki → Żłobki gminne
    [📣 Zapisz i powiadom]
Jan > [✏️ Popraw]
Jan > [1. Miejsca]
Jan > Miejsca dla dzieci
Jan > [🔢 Liczba]
Jan > miejsca
Jan > 0–500
Jan > [edukacja]
    ✏️ Miejsca · 🔢 Liczba · edukacja → Miejsca dla dzieci · 🔢 Liczba [miejsca] · 0–500 · edukacja
Jan > [✏️ Popraw]
Jan > [2. Prowadzący]
Jan > [🗑 Usuń pole]
    ➖ Prowadzący · 📝 Tekst
Jan > [✏️ Popraw]
Jan > [➕ Następne pole]
Jan > Kolejka
Jan > [✅ Tak/Nie]
Jan > [Pomiń]
    ➕ Kolejka · ✅ Tak/Nie
Jan > [📣 Zapisz i powiadom]
    ✏️ Zmienione: Żłobki gminne.
Jan <
    📊 Żłobki gminne · rok 2026
    kompletne 0/2 · po terminie 0

Anna <
    ✏️ Zmiana: Żłobki gminne · Niepołomice
    Tytuł: Żłobki → Żłobki gminne
    ➖ Prowadzący · 📝 Tekst
    ➕ Kolejka · ✅ Tak/Nie
    📊 Wezwanie do danych: Żłobki gminne · rok 2026 · Niepołomice
    Pól: 2
    [✏️ Wypełnij] [⏰ Później]
    [👥 Przekaż pola]
Marek <
    ✏️ Zmiana: Żłobki gminne · Skawina
    🔁 Do podania: Miejsca dla dzieci, Kolejka
    [✏️ Wypełnij] [⏰ Później]
Ewa <
    ✏️ Zmiana: Żłobki gminne · Niepołomice
    [✏️ Wypełnij]
    nie: [👥 Przekaż pola]
Ewa > 750
    Tego nie przyjmę: zakres to 0–500.
Ewa > 75
    Podsumowanie · 1 z 2 pól
# co Skawina podała poza zakresem, podaje jeszcze raz; nowe pole także
Marek > [✏️ Wypełnij]
    1/2 · Miejsca dla dzieci [miejsca]
    teraz 1 250 miejsca · Marek Wilga
    ↩️ Biuro: „Miejsca dla dzieci · 🔢 Liczba [miejsca] · 0–500 · edukacja”
Marek > 125
    2/2 · Kolejka
Marek > [✅ Tak]
Marek > [✅ Wyślij]
    ✅ Miejsca dla dzieci: 125 miejsca
Jan <
    kompletne 1/2 · po terminie 0

# inny rodzaj odpowiedzi: kto ma otwarte dawne pytanie, dowiaduje się o tym
Anna > [✏️ Wypełnij]
    2/2 · Kolejka
Jan > /dane
Jan > [Żłobki gminne · 1/2]
Jan > [✏️ Zmień]
Jan > [2. Kolejka]
Jan > Kolejka
Jan > [📝 Tekst]
Jan > [Pomiń]
    ✏️ Kolejka · ✅ Tak/Nie → Kolejka · 📝 Tekst
Jan > [✏️ Popraw]
Jan > [Do kiedy]
Jan > 11.12 12:00
    Do kiedy: wt. 8.12, 15:00 → pt. 11.12, 12:00
Jan > [📣 Zapisz i powiadom]
Anna > [✅ Tak]
    Biuro zmieniło w międzyczasie pytania.
Marek <
    Do kiedy: wt. 8.12, 15:00 → pt. 11.12, 12:00
    🔁 Do podania: Kolejka
Marek > /zadania
    📊 Żłobki gminne · pt. 11.12

# wycofane: przyciski gasną, w /zadania nic już nie ma
Jan > /dane
Jan > [Żłobki gminne · 0/2]
Jan > [✋ Wycofaj]
    Dlaczego wycofujemy?
Jan > Dane są już w GUS
    ✋ Wycofane: Żłobki gminne.
Jan <
    ✋ wycofane: „Dane są już w GUS”
    nie: [✏️ Zmień]
Marek <
    ✋ Wycofane: Żłobki gminne · Skawina
    „Dane są już w GUS”
    Nic już nie trzeba podawać.
Ewa <
    ✋ Wycofane: Żłobki gminne · Niepołomice
Marek > /zadania
    Nic na Ciebie nie czeka.
Marek > /dane
    Biuro o nic teraz nie pyta.
@ 2026-12-10 9:00
Marek < (nic)
@ 2026-12-11 12:00
Jan < (nic)
