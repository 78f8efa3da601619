# Pola przekazane specjalistom: kto co wie, czego brakuje, kto wysyła

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (edukacja), Adam Mak specjalista (mobilność)

Jan > /dane
Jan > [➕ Nowe wezwanie]
Jan > Usługi
Jan > wspólny raport
Jan > [rok 2026]
Jan > Miejsca w żłobkach
Jan > [🔢 Liczba]
Jan > [Pomiń]
Jan > [Pomiń]
Jan > [edukacja]
Jan > [➕ Następne pole]
Jan > Trasy rowerowe
Jan > [½ Ułamek]
Jan > km
Jan > [Pomiń]
Jan > [mobilność]
Jan > [➕ Następne pole]
Jan > Strona urzędu
Jan > [📝 Tekst]
Jan > [Pomiń]
Jan > [➡️ Do kogo]
Jan > [Wybrane gminy]
Jan > niepo
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [za 2 tygodnie]
Jan > [📣 Wyślij]

Anna <
    [✏️ Wypełnij] [⏰ Później]
    [👥 Przekaż pola]
Anna > [👥 Przekaż pola]
    1/3 · Miejsca w żłobkach
    Kto to poda?
    [Ewa Lis ⭐]
    [Adam Mak]
    [✍️ Ja]
Anna > [Ewa Lis ⭐]
    2/3 · Trasy rowerowe
    [Adam Mak ⭐]
    [Ewa Lis]
Anna > [Adam Mak ⭐]
Anna > [✍️ Ja]
    👥 Przekazane: Ewa Lis (1), Adam Mak (1)
Ewa <
    📊 Anna Nowak prosi o 1 pole: Usługi · do wt. 8.12, 15:00
    [✏️ Wypełnij] [🙅 To nie ja]
Adam > [🙅 To nie ja]
Anna <
    🙅 Adam Mak oddaje 1 pole: Usługi
    [👥 Przekaż pola]
Anna > [👥 Przekaż pola]
Anna > [Ewa Lis ⭐]
Anna > [Ewa Lis]
Anna > [✍️ Ja]
    👥 Przekazane: Ewa Lis (2)
Anna > /zadania
    Do zrobienia: 1
    📊 Usługi · wt. 8.12
Ewa > /zadania
    Do zrobienia: 1
    📊 Usługi (2 pola) · wt. 8.12
Adam > /zadania
    Nic na Ciebie nie czeka.
Anna > [📊 Usługi]
Anna > [✏️ Wypełnij]
    3/3 · Strona urzędu
Anna > niepolomice.example.pl
    Podsumowanie · 1 z 3 pól
    ⏳ czeka: Ewa Lis (2)
    [✅ Wyślij bez brakujących]
    [✏️ Popraw] [🔔 Ponagl]
Anna > [🔔 Ponagl]
    dymek: Ponaglenie dostanie: Ewa Lis (2).
Ewa <
    📊 Anna Nowak prosi o 2 pola: Usługi
Ewa > [✏️ Wypełnij]
    1/3 · Miejsca w żłobkach
Ewa > 120
    2/3 · Trasy rowerowe
Ewa > 12,5
    Podsumowanie · 3 z 3 pól
    nie: Wyślij
Ewa > [✅ Gotowe]
    Do Biura wyśle to koordynator.
Anna <
    📊 Usługi: Ewa Lis wypełnia dane, jest 3 z 3 pól.
Anna > [✏️ Wypełnij]
    Podsumowanie · 3 z 3 pól
    ✅ Trasy rowerowe: 12,5 km
Anna > [✅ Wyślij]
    Zapisano ✅
