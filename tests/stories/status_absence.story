# Kto jest nieobecny, nie jest pytany: pytanie dostaje zastępca, a kto odchodzi, zostawia pytanie następcy

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność), Piotr Zając przewodniczący
Skawina: Marek Wilga koordynator, Zofia Kruk przewodniczący
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Park Miejski

Anna > /nieobecnosc 26.11-2.12
    Ewa Lis
Anna > [Ewa Lis]
    Ewa Lis
Ewa <
    Anna Nowak

@ 2026-11-27 9:00
Anna < (nic)
Ewa <
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
Marek <
    📋 Status: tydzień 48 (23–29.11) · Skawina
Ewa > [✏️ Wypełnij]
Ewa > [✅ Wyślij]
Ewa > [🟢 Zgodnie z planem]
    Zapisano ✅

# koordynator Skawiny znika z zespołu: pytanie przechodzi na przewodniczącą
Jan > /zespol skawina
    Skawina
    Marek Wilga
    [👤 Zarządzaj]
Jan > [👤 Zarządzaj]
Jan > [Marek Wilga]
Jan > [🚪 Usuń z zespołu]
Jan > [🚪 Tak, usuń]
Zofia <
    Skawina
    /status
Marek > /status
    To polecenie jest dla członków zespołów.
Zofia > /status
    📋 Status: tydzień 48 (23–29.11) · Skawina

# w poniedziałek przypomnienie dostaje już tylko ona
@ 2026-11-30 9:00
Zofia <
    ⏰ Przypominam:
# a pytanie, które dostał Marek, nie ma już przycisków
Marek <
    📋 Status: tydzień 48
    nie: [
    nie: Przypominam
Anna < (nic)
Ewa < (nic)
