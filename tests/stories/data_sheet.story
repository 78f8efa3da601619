# Odpowiedź z arkusza: najpierw widać, co się zmieni, zapisuje jedno dotknięcie, czego pole nie przyjmie, to nie wchodzi

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (edukacja)
Skawina: Marek Wilga koordynator, John Doe zastępca (en)

Jan > /dane
Jan > [➕ Nowe wezwanie]
Jan > Żłobki
Jan > raport roczny
Jan > [rok 2026]
Jan > (arkusz pola.xlsx) pole; rodzaj; jednostka; zakres; do wyboru | Miejsca; Liczba; miejsca; 0–5 000; | Dotacja; Kwota; ; ; | Objęte; Procent; ; 0–100; | Program; Tak/Nie; ; ; | Prowadzi; Wybór; ; ; gmina, fundacja | Od kiedy; Data; ; ; | Opis; Tekst; ; ; | Uchwała; Plik; ; ;
Jan > [➡️ Do kogo]
Jan > [Wszystkie gminy (15)]
Jan > [za 2 tygodnie: wt. 8.12, 15:00]
Jan > [📣 Wyślij]
Anna <
    [✏️ Wypełnij] [⏰ Później]
    [📄 Arkusz]
Anna > [✏️ Wypełnij]
    1/8 · Miejsca
Anna > 120
Anna > [📋 Razem]
    Podsumowanie · 1 z 8 pól
    [📄 Arkusz]
Anna > [📄 Arkusz]
    Żłobki · rok 2026 · Niepołomice
    Odpowiedzi wpisz w żółte komórki i odeślij tu ten plik.
    Odeślij tu wypełniony arkusz
    [📋 Razem]
# bez zmian to bez zmian
Anna > (odsyła arkusz)
    W arkuszu nie ma nic nowego.
    Podsumowanie · 1 z 8 pól
Anna > [📄 Arkusz]
Anna > to potrwa
    Tu potrzebny jest wypełniony arkusz (XLSX).
Anna > (dokument uchwala.pdf)
    Nie odczytam tego pliku: to nie jest arkusz XLSX.
Anna > (arkusz inny.xlsx) pole; odpowiedź | Miejsca; 130
    To nie jest arkusz odpowiedzi z tego bota. Nic nie zapisałem.
Anna > (odsyła arkusz) Miejsca; 6000 | Dotacja; dużo | Objęte; 12,5% | Program; tak | Prowadzi; powiat | Od kiedy; 1.09.2026 | Opis; brak danych | Uchwała; jest
    Co zmieni arkusz
    ✏️ Objęte: – → 12,5%
    ✏️ Program: – → tak
    ✏️ Od kiedy: – → 1.09.2026
    Tego nie zapiszę:
    ✖️ Miejsca: „6000”
    zakres to 0–5 000
    ✖️ Dotacja: „dużo”
    To nie jest kwota.
    ✖️ Prowadzi: „powiat”
    Tego nie ma do wyboru.
    ✖️ Opis: „brak danych”
    Dlaczego brak danych? Napisz w kolumnie „uwagi”.
    ✖️ Uchwała: „jest”
    Plik wyślij botowi, nie w arkuszu.
    [✅ Zapisz (3)]
!! restart
# poprawiony arkusz zastępuje tamten; co dziwne, o to pyta
Anna > (odsyła arkusz) Miejsca; 1 250; z filią | Dotacja; 1,2 mln | Objęte; 12,5% | Program; tak | Prowadzi; Gmina | Opis; brak danych; liczy to powiat | Uchwała; nie dotyczy
    ✏️ Miejsca: 120 miejsca → 1 250 miejsca
    z filią
    ✏️ Dotacja: – → 1 200 000 zł
    ✏️ Opis: – → ∅ brak danych: liczy to powiat
    ✏️ Uchwała: – → ➖ nie dotyczy
    [✅ Zapisz (7)]
# w międzyczasie kto inny
Ewa > /dane
Ewa > [⏳ Żłobki]
Ewa > [✏️ Popraw]
    2/8 · Dotacja
Ewa > 1000
Anna > [✅ Zapisz (7)]
    W międzyczasie odpowiedzi wpisały inne osoby: Ewa Lis.
    ✏️ Dotacja: 1 000 zł → 1 200 000 zł
Anna > [✅ Zapisz (7)]
    dymek: Zapisano ✅ Pól: 7.
    Podsumowanie · 7 z 8 pól
    ✅ Miejsca: 1 250 miejsca
    z filią
    ✅ Objęte: 12,5%
    ✅ Prowadzi: gmina
    ∅ Opis: brak danych: liczy to powiat
# czego nikt w arkuszu nie ruszył, to zostaje, choćby ktoś zmienił je inaczej
Anna > [📄 Arkusz]
Ewa > [📋 Razem]
Ewa > [✏️ Popraw]
Ewa > [Miejsca]
Ewa > 1300
Anna > (odsyła arkusz) Opis; Liczy to powiat
    ✏️ Opis: ∅ brak danych: liczy to powiat → Liczy to powiat
    nie: Miejsca:
Anna > [✅ Zapisz (1)]
Anna > [✅ Wyślij bez brakujących]
    ✅ Miejsca: 1 300 miejsca

# arkusz bez pytania, innej gminy, innego wezwania
Marek > [📄 Arkusz]
    Odeślij tu wypełniony arkusz
Marek > (odsyła arkusz od Anna) Miejsca; 5
    To arkusz innej gminy. Nic nie zapisałem.
Marek > /anuluj
Marek > (odsyła arkusz od Anna) Miejsca; 5
    To arkusz innej gminy. Nic nie zapisałem.
@ 2026-11-30 9:00
Marek > (odsyła arkusz) Miejsca; 40 | Dotacja; 2 mln
    Co zmieni arkusz
    Żłobki · rok 2026 · Skawina
    ✏️ Miejsca: – → 40 miejsca
    ✏️ Dotacja: – → 2 000 000 zł
    [✅ Zapisz (2)]
Marek > [✅ Zapisz (2)]
    Podsumowanie · 2 z 8 pól
Marek > /anuluj
Jan > /dane Ile jest żłobków?
Jan > [🔢 Liczba]
Jan > [Wszystkie gminy (15)]
Jan > [za 1 tydzień]
Jan > [📣 Wyślij]
Anna > [✏️ Wypełnij]
Anna > [📋 Razem]
Anna > [📄 Arkusz]
Anna > (odsyła arkusz od Marek)
    To arkusz innego wezwania. Nic nie zapisałem.
Anna > (odsyła arkusz) Ile jest żłobków?; 4
Anna > [✅ Zapisz (1)]
Anna > [✅ Wyślij]
    Zapisano ✅
Anna > (odsyła arkusz) Ile jest żłobków?; 5
    ✏️ Ile jest żłobków?: 4 → 5

# po angielsku
John > /data
John > [Żłobki]
John > [✏️ Correct]
John > [📋 Summary]
John > [📄 Sheet]
    Type the answers into the yellow cells
John > (odsyła arkusz) Objęte; a half | Od kiedy; 1.09.2026 | Opis; no data
    What the sheet changes
    ✏️ Od kiedy: – → 1 Sep 2026
    This is not kept:
    ✖️ Objęte: “a half”
    ✖️ Opis: “no data”
    [✅ Keep (1)]
John > [✅ Keep (1)]
    dymek: Kept ✅ Fields: 1.
