# Kto zajmuje się awariami bota: wybiera Biuro

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator

Anna > /ustawienia
    nie: Kto naprawia bota
Jan > /ustawienia
Jan > [🛠 Kto naprawia bota]
    Kto zajmuje się awariami bota?
    Teraz: całe Biuro
    [Jan Kowalski] [Maria Wolska] [Całe Biuro]
    nie: [Anna Nowak]
Jan > wolsk
    [Maria Wolska]
    nie: [Jan Kowalski]
!! restart
Jan > [Maria Wolska]
    Zapisano ✅ O awariach bota powiem osobie: Maria Wolska.
Maria <
    Jan Kowalski zmienia, kto zajmuje się awariami bota: Maria Wolska.
Maria > /ustawienia
Maria > [🛠 Kto naprawia bota]
    Teraz: Maria Wolska
Maria > [↩️ Bez zmian]
    Zostaje, jak było: Maria Wolska.
Maria > /ustawienia
Maria > [🛠 Kto naprawia bota]
Maria > [Całe Biuro]
    Zapisano ✅ O awariach bota powiem całemu Biuru.
Jan <
    Maria Wolska zmienia, kto zajmuje się awariami bota: całe Biuro.
