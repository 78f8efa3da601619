# Zaproszenie po terminie, wykorzystane w międzyczasie, zmyślone

Biuro: Jan Kowalski
obcy: Anna Nowak, Tomasz Bąk

Jan > /zapros niepol
Jan > [Koordynator]
# oboje otwierają ten sam link; kto pierwszy dołączy, ten go zużywa
Anna > (link od Jan)
Tomasz > (link od Jan)
Tomasz > [✅ Dołączam]
Anna > [✅ Dołączam]
Anna > [✅ Anna Nowak]
    Witaj w zespole gminy Niepołomice! Twoja rola: koordynator.
Tomasz > [✅ Tomasz Bąk]
    To zaproszenie zostało już wykorzystane
    [📝 Poproś o dostęp]

Jan > /zapros skawina
Jan > [Specjalista]
@ 2026-12-09 10:00
Tomasz > (link od Jan)
    To zaproszenie straciło ważność
    [📝 Poproś o dostęp]

Tomasz > /start <b>&🙂
    Nie znam takiego zaproszenia.
    [📝 Poproś o dostęp]
Tomasz > /start
    Dzień dobry!
Anna > /start
    Menu
