# „Później” w piątek po południu: w poniedziałek jedno przypomnienie, nie dwa

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Park Miejski

@ 2026-11-27 9:00
Anna <
    📋 Status: tydzień 48
# nikt jeszcze nie odpowiedział: nie ma czego porównać
Jan > /raport
    odpowiedzi: 0 z 2
    ⚪ 2 bez odpowiedzi
    🔇 Cisza (2)
    • Niepołomice: pytano: Anna Nowak
    nie: Bez zmian świateł
@ 2026-11-27 11:00
Ewa > [⏰ Później]
    Przypomnę pt. 27.11, 14:00
@ 2026-11-27 14:00
Ewa <
    ⏰ Przypominam:
@ 2026-11-27 15:30
Anna > [⏰ Później]
    Przypomnę pon. 30.11, 9:00
@ 2026-11-30 8:00
Anna < (nic)
@ 2026-11-30 8:59
Anna < (nic)
@ 2026-11-30 9:00
Anna <
    ⏰ Przypominam:
    📋 Status: tydzień 48
