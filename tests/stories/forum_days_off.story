# Dni wolne: na odpowiedzi się ich nie proponuje, a forum w dzień wolny jest przyjęte z uwagą

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator

# 20.12 to niedziela
Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 23.12 10:00
Jan > Biuro SMK
Jan > [Pomiń]
Jan > [Wszystkie gminy (15)]
Jan > [2]
    [7 dni wcześniej: śr. 16.12, 15:00]
    [5 dni wcześniej: pt. 18.12, 15:00]
    [1 dzień wcześniej: wt. 22.12, 15:00]
    nie: 20.12
Jan > [5 dni wcześniej: pt. 18.12, 15:00]
    odpowiedź do pt. 18.12, 15:00
    nie: dzień wolny

# po świętach: ani w święta, ani w Wigilię
Jan > [✏️ Popraw]
Jan > [Termin]
Jan > 28.12 10:00
Jan > [✏️ Popraw]
Jan > [Odpowiedź do]
    [7 dni wcześniej: pon. 21.12, 15:00]
    [5 dni wcześniej: śr. 23.12, 15:00]
    nie: 24.12
    nie: 25.12
    nie: 27.12
# kto chce, może: z uwagą
Jan > 24.12 12:00
    odpowiedź do czw. 24.12, 12:00
    ⚠️ To dzień wolny od pracy: czw. 24.12.2026
    [📣 Wyślij zaproszenia]
Jan > [✏️ Popraw]
Jan > [Termin]
Jan > 25.12 10:00
    ⚠️ To dzień wolny od pracy: pt. 25.12.2026
    ⚠️ To dzień wolny od pracy: czw. 24.12.2026
    [📣 Wyślij zaproszenia]
Jan > [✏️ Popraw]
Jan > [Termin]
Jan > 18.12 10:00
    odpowiedź do pt. 11.12, 15:00
    nie: dzień wolny
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01

# zmiana na dzień wolny: tak samo; „odpowiedź do”, które z nim nie idzie w parze, jest w dzień roboczy
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 20.12 10:00
    🗓 pt. 18.12.2026, 10:00 → niedz. 20.12.2026, 10:00
    ⚠️ To dzień wolny od pracy: niedz. 20.12.2026
Jan > [📣 Zapisz i powiadom]
    Zapisano ✅
