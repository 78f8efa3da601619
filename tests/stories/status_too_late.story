# Kto zacznie odpowiadać, a skończy po otwarciu następnej rundy, dowiaduje się, że się spóźnił

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
projekty Niepołomice: Trasa rowerowa Wisła

@ 2026-11-27 9:00
Anna > [✏️ Wypełnij]
Anna > [🟢 Zgodnie z planem]
    [✅ Wyślij]
@ 2026-12-04 9:00
Anna <
    📋 Status: tydzień 49
Anna > [✅ Wyślij]
    nie:Zapisano
    Otworzyła się już nowa runda, więc tej odpowiedzi nie mogę przyjąć.
    Odpowiedz w nowej: /status
