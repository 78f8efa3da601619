# Dwadzieścia złych kodów i godzina przerwy, którą przetrwa nawet ponowny start bota

Biuro: Jan Kowalski
Niepołomice: Piotr Zając koordynator
obcy: Anna Nowak, Tim Cook (en)

Piotr > /zapros
Piotr > [Koordynator]
    https://t.me/obwarzanek_bot?start=

Anna > (kody 19)
    Nie znam takiego zaproszenia.
    [📝 Poproś o dostęp]

# dobry kod zaczyna liczenie od nowa

Anna > (link od Piotr)
    Zaproszenie: Niepołomice · koordynator
Anna > [✖️ Rezygnuję]
Anna > (kody 19)
    Nie znam takiego zaproszenia.
    nie: Sporo kodów
Anna > (kody 1)
    Sporo kodów i żaden nie pasuje. Kolejny sprawdzę najwcześniej za 60 minut.
    [📝 Poproś o dostęp]

# także dobry kod musi poczekać; ktoś inny nie czeka z nią

Anna > (link od Piotr)
    najwcześniej za 60 minut
    nie: Zaproszenie
Tim > (kody 1)
    I do not know this invitation.

!! restart

@ 2026-11-24 10:59
Anna > (link od Piotr)
    najwcześniej za 1 minutę
    nie: Zaproszenie

@ 2026-11-24 11:00
Anna > (link od Piotr)
    Zaproszenie: Niepołomice · koordynator
Anna > [✅ Dołączam]
Anna > [✅ Anna Nowak]
    Witaj w zespole gminy Niepołomice! Twoja rola: koordynator.
