# Miejsc łącznie: lista rezerwowa, która posuwa się sama

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista, Ewa Żak specjalista
Skawina: Ola Maj koordynator, John Smith specjalista (en)

Jan > /forum Forum Mobilności
Jan > [Bez dziedziny]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [bez limitu]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [✏️ Popraw]
Jan > [Miejsc łącznie]
Jan > 2
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
    nie: ⭐
Anna > [☐ Piotr Zając]
Anna > [☐ Ewa Żak]
Anna > [✅ Zatwierdź]
Ola > [👥 Deleguj]
Ola > [☐ John Smith]
Ola > [➕ Gość]
Ola > Adam Pytel
    ✅ Adam Pytel
Ola > [✅ Zatwierdź]
Piotr > [✅ Będę]
Ewa > [✅ Będę]
    dymek: Miejsca zajęte: lista rezerwowa, miejsce 1.
    🕰 Wszystkie miejsca są zajęte, jesteś na liście rezerwowej.
    [☑ Będę] [🚫 Nie mogę]
John > [✅ I’ll be there]
    dymek: you are number 2 on the waiting list
# jeszcze raz to to samo miejsce
Ewa > [☑ Będę]
    dymek: lista rezerwowa, miejsce 1.
Anna <
    ✅ Piotr Zając
    🕰 Ewa Żak (lista rezerwowa)
Jan <
    Niepołomice: ✅ 1 ⏳ 1
    Skawina: ✅ 1 ⏳ 1

# zwalnia się miejsce po gościu: pierwsza w kolejce ma je od razu i wie o tym
Ola > [👥 Deleguj]
Ola > [☑ Adam Pytel]
Ola > [✅ Zatwierdź]
Ewa <
    🎉 Zwolniło się miejsce: będziesz na spotkaniu: Forum Mobilności · czw. 10.12.2026, 10:00.
    [🚫 Nie mogę]
    ✅ Będziesz.
John <
    nie: A seat is free
Anna <
    ✅ Ewa Żak
Jan <
    Niepołomice: ✅ 2
# koordynatorka, która sama zapisuje się na listę; gość też może czekać
Ola > [🙋 Pójdę]
    dymek: na liście rezerwowej
    🕰 Ola Maj (lista rezerwowa)
Ola > [👥 Deleguj]
Ola > [➕ Gość]
Ola > Iza Ryś, radna
    🕰 Iza Ryś (radna) (lista rezerwowa)
Ola > [✅ Zatwierdź]
# z wiadomości o miejscu można od razu zrezygnować: miejsce dostaje następny
Ewa > [🚫 Nie mogę]
Ewa > [Pomiń]
John <
    🎉 A seat is free: you are coming to Forum Mobilności
Ola <
    ✅ John Smith
    🕰 Ola Maj
# zwalnia miejsce koordynatorka drugiej gminy
Anna > [🚫 Nie weźmiemy udziału]
Anna > [🚫 Tak, nikt nie pójdzie]
Ola <
    🎉 Zwolniło się miejsce: będziesz na spotkaniu: Forum Mobilności
    ✅ Ola Maj
    nie: Iza Ryś ma miejsce
John > [🚫 I cannot]
John > [Skip]
Ola <
    🎉 Zwolniło się miejsce: Iza Ryś (radna) ma miejsce na spotkaniu: Forum Mobilności
    ✅ Iza Ryś (radna)
    🚫 John Smith nie przyjdzie
