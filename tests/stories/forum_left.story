# Kto miał iść i odszedł, nikogo po sobie nie zostawia: gmina jest znowu bez odpowiedzi, a Biuro o tym wie

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność)

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wybrane gminy]
Jan > niepol
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
Anna > [✅ Zatwierdź]
Piotr > /ustawienia
Piotr > [🚪 Odejdź z zespołu]
Piotr > [🚪 Tak, odchodzę]
@ 2026-11-24 10:10
Jan <
    Gminy: 1 zaproszona · 0 odpowiedziało · 1 milczy
    Osoby: 0 delegowanych · 0 potwierdziło · 0 odmówiło
@ 2026-12-02 15:00
Anna <
    ⏰ Czekam na odpowiedź
@ 2026-12-03 15:30
Jan <
    Niepołomice

# kto po otwarciu z listy odszedł i wrócił, dostaje zaproszenie jeszcze raz
Anna > /fora
Anna > [10.12 · Forum Mobilności]
Anna > /ustawienia
Anna > [🚪 Odejdź z zespołu]
Anna > [🚪 Tak, odchodzę]
Niepołomice: Anna Nowak koordynator
@ 2026-12-03 15:40
Anna <
    📣 Zaproszenie: Forum Mobilności
