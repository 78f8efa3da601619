# Dwie osoby z jednej gminy odpowiadają naraz: obie wersje zostają, liczy się późniejsza, każdy wie

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając przewodniczący, Ewa Lis specjalista (edukacja)
Skawina: Marek Wilga specjalista (mobilność)
projekty Niepołomice: Trasa rowerowa Wisła

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Piotr > /status
Piotr > [✏️ Wypełnij]
Ewa > /status
Ewa > [✏️ Wypełnij]
Ewa > [✅ Wyślij]
    Trasa rowerowa Wisła · pierwszy raz
Anna > [⚪ Trasa rowerowa Wisła]
Anna > [🟢 Zgodnie z planem]
Piotr > [⚪ Trasa rowerowa Wisła]
Piotr > [🔴 Opóźniony]
Anna > [✅ Wyślij]
    Zapisano ✅
Piotr > Nie ma pozwolenia
    Co się zmieniło?
    ⚠️ Za Twoją gminę odpowiedź już jest (Anna Nowak, pt. 27.11, 9:00)
Piotr > [✅ Wyślij]
    Zapisano ✅
Anna <
    Piotr Zając zmienia Twoją odpowiedź za gminę Niepołomice.
Jan > /raport
    • Niepołomice · Trasa rowerowa Wisła: Nie ma pozwolenia · nowe

# także tej, którą bot pyta o resztę, nie wysyła bez słowa, że ktoś był szybszy
Ewa > [🟢 Zgodnie z planem]
    ⚠️ Za Twoją gminę odpowiedź już jest (Piotr Zając, pt. 27.11, 9:00)
    [✅ Wyślij]
    nie: Zapisano

# cudza gmina i obce przyciski
Marek > /status
    Twoja gmina nie ma jeszcze projektów. Dodaj je: /projekty
projekty Skawina: Park Miejski
Marek > /status
    O projekty zapytam pierwszy raz pt. 4.12, 9:00.
Marek > /raport
    🔴 1
    nie: Nie ma pozwolenia
Jan > /status
    Do tego nie masz uprawnień.
