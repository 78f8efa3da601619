# Zatrzymane przez kogoś innego przed czasem; kto odszedł, o przeczytanie nie jest pytany

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność)

Jan > /ogloszenie Sprawozdania
Jan > [➡️ Podgląd]
Jan > [🕘 Później]
Jan > 25.11 9:00
Jan > [📣 Wyślij śr. 25.11, 9:00]
    🕘 Wyjdzie śr. 25.11, 9:00
Maria > /ogloszenie
Maria > [🗂 Ostatnie]
Maria > [🕘 25.11 · Sprawozdania]
Maria > [✋ Zatrzymaj]
@ 2026-11-24 10:01
Jan <
    Zatrzymane
    nie: Wyjdzie
@ 2026-11-25 9:10
Anna <
    nie: Sprawozdania

Jan > /ogloszenie Sprawozdania do piątku
Jan > [☐ Poproś o potwierdzenie]
Jan > [➡️ Podgląd]
Jan > [📣 Wyślij teraz]
@ 2026-11-25 9:15
Piotr <
    Sprawozdania do piątku
Piotr > /ustawienia
Piotr > [🚪 Odejdź z zespołu]
Piotr > [🚪 Tak, odchodzę]
Jan > [👀 Kto]
    Niepołomice: Anna Nowak
    nie: Piotr Zając
