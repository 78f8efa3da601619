# Otwarte zaproszenia widać w /zapros i można je wycofać; z prawem do zapraszania kończą się te, których nikt nie wykorzystał

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Adam Pytel koordynator
obcy: Ewa Lis, Tomasz Bąk, Olga Wilk

Anna > /zapros
    nie: Otwarte zaproszenia
Anna > [Za koordynatora]
    Niepołomice · osoba upoważniona koordynatora
Adam > /zapros
    [📨 Otwarte zaproszenia (1)]
Adam > [📨 Otwarte zaproszenia (1)]
    Otwarte zaproszenia
    1. Niepołomice · osoba upoważniona koordynatora, do 8.12.2026 · Anna Nowak
    [✖️ Wycofaj 1] [↩️ Wróć]
Adam > [↩️ Wróć]
    Kogo zapraszasz?
Adam > /anuluj

# Ewa ma już otwarty link, gdy zaproszenie zostaje wycofane
Ewa > (link od Anna)
Ewa > [✅ Dołączam]
Anna > /zapros
Anna > [📨 Otwarte zaproszenia (1)]
Anna > [✖️ Wycofaj 1]
    dymek: Zaproszenie wycofane ✅
    Nie ma otwartych zaproszeń.
    [↩️ Wróć]
Ewa > [✅ Ewa Lis]
    To zaproszenie straciło ważność
    [📝 Poproś o dostęp]

# Maria zaprasza do Biura i sama z niego znika: jej zaproszenia znikają z nią
Maria > /zapros
Maria > [🏛 Biuro]
    Biuro
Jan > /zespol biuro
Jan > [Zarządzaj]
Jan > [Maria Wolska]
Jan > [Usuń z zespołu]
Jan > [Tak, usuń]
Maria > (link od Maria)
    To zaproszenie straciło ważność
Tomasz > (link od Maria)
    To zaproszenie straciło ważność
Jan > /zapros
    nie: Otwarte zaproszenia
