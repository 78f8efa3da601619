# W dniu forum Biuro wie, kto przyjdzie, i ma listę do druku; po forum zaznacza obecność i wysyła materiały

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność)
Skawina: Ewa Lis koordynator, Rafał Gil specjalista (mobilność)

Jan > /forum Forum Mobilności, 10.12 10–12, Biuro SMK
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
Anna > [➕ Gość]
Anna > Adam Pytel, projektant
Anna > [✅ Zatwierdź]
Piotr > [✅ Będę]
Ewa > [👥 Deleguj]
    [☑ Rafał Gil ⭐]
Ewa > [☐ Ewa Lis]
Ewa > [✅ Zatwierdź]

@ 2026-12-10 7:59
Jan <
    nie: Kto przyjdzie
@ 2026-12-10 8:00
Jan <
    ☀️ Kto przyjdzie: Forum Mobilności · czw. 10.12.2026, 10:00
    📍 Biuro SMK
    3 osoby · gminy: 2
    Niepołomice (2): Adam Pytel (projektant), Piotr Zając
    Skawina (1): Ewa Lis
    ⏳ Bez potwierdzenia (1): Rafał Gil
    [🖨 Lista do druku]
Maria <
    ☀️ Kto przyjdzie: Forum Mobilności
Anna <
    nie: Kto przyjdzie
Jan > [🖨 Lista do druku]
    obecnosc-2026-12-10.pdf
    Na liście: 4 osoby
# raz
@ 2026-12-10 9:00
Jan <
    nie: Kto przyjdzie
@ 2026-12-10 11:59
Jan < (nic)
@ 2026-12-10 12:00
Jan <
    🏁 Już po: Forum Mobilności
    [🪑 Obecność] [📎 Materiały]
Jan > [🪑 Obecność]
    Obecnych: 0 z 4
Jan > [☐ Niepołomice · Piotr Zając]
Jan > [✅ Gotowe]
    Obecnych: 1 z 4
Maria > [📎 Materiały]
    📎 Materiały: Forum Mobilności
@ 2026-12-10 13:00
Jan <
    nie: Już po

# przesunięte: o nowym terminie mówi się w jego dniu; odwołane: nic więcej
Jan > /forum Forum Wody, 14.12 10–12, Ratusz
Jan > [📣 Wyślij zaproszenia]
@ 2026-12-10 13:01
@ 2026-12-14 8:00
Jan <
    ☀️ Kto przyjdzie: Forum Wody · pon. 14.12.2026, 10:00
    0 osób · gminy: 0
Jan > /fora
Jan > [14.12 · Forum Wody]
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 15.12 10:00
Jan > [📣 Zapisz i powiadom]
@ 2026-12-14 12:00
Jan <
    nie: Już po
@ 2026-12-15 8:00
Jan <
    ☀️ Kto przyjdzie: Forum Wody · wt. 15.12.2026, 10:00
Jan > [❌ Odwołaj]
Jan > Śnieg
Jan > [❌ Tak, odwołuję]
@ 2026-12-15 12:00
Jan <
    nie: Już po

# w sobotę rano: w ostatni dzień roboczy po południu; po forum rano w poniedziałek
Jan > /forum Forum Rzek, sobota 19.12 9–11, Ratusz
    ⚠️ To dzień wolny od pracy: sob. 19.12.2026
Jan > [📣 Wyślij zaproszenia]
@ 2026-12-15 12:01
@ 2026-12-18 14:59
Jan <
    nie: Kto przyjdzie
@ 2026-12-18 15:00
Jan <
    ☀️ Kto przyjdzie: Forum Rzek
@ 2026-12-19 11:00
Jan < (nic)
@ 2026-12-21 8:00
Jan <
    🏁 Już po: Forum Rzek
