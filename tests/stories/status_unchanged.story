# Trzeci raz z rzędu „bez zmian” prosi o jedno zdanie

Niepołomice: Anna Nowak koordynator
projekty Niepołomice: Trasa rowerowa Wisła | P+R Podłęże

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [✅ Wyślij]
Anna > [🟢 Zgodnie z planem]
Anna > [🟢 Zgodnie z planem]
    Zapisano ✅
@ 2026-12-04 9:00
Anna > [🟰 Bez zmian]
    Zapisano ✅
@ 2026-12-11 9:00
Anna > [🟰 Bez zmian]
    Zapisano ✅
@ 2026-12-18 9:00
Anna > [🟰 Bez zmian]
    Trasa rowerowa Wisła
    Trzeci raz z rzędu bez zmian. Co się dzieje? Jedno zdanie wystarczy.
Anna > Roboty trwają
    P+R Podłęże
    Trzeci raz z rzędu bez zmian.
# zdanie może mieć ciąg dalszy, więc wysyła ten, kto je napisał
Anna > (zdjęcie)
    Co się zmieniło?
    🟢 Trasa rowerowa Wisła
    Roboty trwają
    🟢 P+R Podłęże 📎
Anna > [✅ Wyślij]
    Zapisano ✅
# zdanie jest wiadomością: liczenie zaczyna się od nowa; 25 grudnia to święto, więc pytanie przychodzi w poniedziałek
@ 2026-12-25 9:00
Anna < (nic)
@ 2026-12-28 9:00
Anna <
    📋 Status: tydzień 52 (21–27.12)
Anna > [🟰 Bez zmian]
    Zapisano ✅
