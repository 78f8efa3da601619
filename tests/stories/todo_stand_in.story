# Kto zastępuje nieobecną osobę, widzi też to, co ona jest winna za gminę; kto nie odpowiada za gminę, nie widzi

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Ewa Lis specjalista (mobilność), Iga Gil specjalista (edukacja), Piotr Zając przewodniczący
Skawina: Marek Wilga przewodniczący
projekty Niepołomice: Trasa rowerowa Wisła
projekty Skawina: Park Miejski

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-26 9:00
Anna > /nieobecnosc 27.11-2.12
Anna > [Ewa Lis]
Ewa > /zadania
    ☕ Nic na Ciebie nie czeka.

@ 2026-11-27 9:00
Ewa > /zadania
    Do zrobienia: 2
    📋 Status: tydzień 48 · wt. 1.12
    📣 Forum Mobilności: kto pójdzie? · czw. 3.12
Ewa > [📋 Status: tydzień 48]
    📋 Status: tydzień 48 (23–29.11) · Niepołomice
    [✏️ Wypełnij]
Ewa > [📣 Forum Mobilności]
    📣 Zaproszenie: Forum Mobilności
    [👥 Deleguj] [🙋 Pójdę]
Anna > /zadania
    Do zrobienia: 2
Iga > /zadania
    ☕ Nic na Ciebie nie czeka.
Piotr > /zadania
    ☕ Nic na Ciebie nie czeka.

# gdzie nie ma koordynacji, odpowiada przewodniczący
Marek > /zadania
    Do zrobienia: 2
    📋 Status: tydzień 48
    📣 Forum Mobilności

# kto jest w dwóch gminach, widzi, której to dotyczy; kto z jednej odszedł, tylko drugą
Skawina: Anna Nowak koordynator
Anna > /zadania
    Do zrobienia: 4
    📋 Niepołomice · Status: tydzień 48
    📋 Skawina · Status: tydzień 48
    📣 Niepołomice · Forum Mobilności: kto pójdzie?
    [📋 Skawina · Status…]
Jan > /zespol niepol
Jan > [👤 Zarządzaj]
Jan > [Anna Nowak]
Jan > [🚪 Usuń z zespołu]
Jan > [🚪 Tak, usuń]
Anna > /zadania
    Do zrobienia: 2
    📋 Status: tydzień 48
    📣 Forum Mobilności: kto pójdzie?
    nie: Niepołomice

# po zamknięciu rundy nikt nie jest już winien statusu
@ 2026-12-01 12:00
Anna > /zadania
    Do zrobienia: 1
    nie: Status
