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
Ewa > [✅ Wyślij]
Ewa > [🟢 Zgodnie z planem]
Ola > [✏️ Wypełnij]
Ola > [✅ Wyślij]
Ola > [🟢 Zgodnie z planem]
Anna > (blokuje)
@ 2026-12-01 12:00
Kuba <
    Status: tydzień 48
    pytano: Anna Nowak, 🔕 wiadomości nie docierają
