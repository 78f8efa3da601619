# O nikim nie zgadujemy, czy to kobieta, czy mężczyzna, ani które słowo jest imieniem

Biuro: Kuba Wilk
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator
Wieliczka: Ola Maj koordynator
obcy: Dr Kuba
projekty Niepołomice: Trasa
projekty Skawina: Park
projekty Wieliczka: Most

Dr > /start
    Dzień dobry! Jestem Obwarzanek
    nie: Dr

Anna > /ryzyko Brak opinii
Anna > [Trasa]
Anna > [🔴 Krytyczne]
Kuba > [👀 Przyjmuję]
Anna <
    👀 Przyjmuje: Kuba Wilk

@ 2026-11-27 9:00
Ewa > [✏️ Wypełnij]
Ewa > [🟢 Zgodnie z planem]
Ewa > [✅ Wyślij]
Ola > [✏️ Wypełnij]
Ola > [🟢 Zgodnie z planem]
Ola > [✅ Wyślij]
Anna > (blokuje)
@ 2026-12-01 12:00
Kuba <
    Status: tydzień 48
    pytano: Anna Nowak, 🔕 wiadomości nie docierają
