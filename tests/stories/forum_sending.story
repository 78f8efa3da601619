# Zaproszenia odłożone na później: kiedy indziej albo jednak teraz

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [🕘 Wyślij później]
Jan > 26.11 9:00
Jan > [📣 Wyślij zaproszenia czw. 26.11, 9:00]
    🕒 Zaproszenia wyjdą czw. 26.11, 9:00.
    [📣 Wyślij teraz] [🕘 Kiedy indziej]
    nie: Bez odpowiedzi

# kto inny z Biura też może
Maria > /fora
Maria > [10.12 · Forum Mobilności]
Maria > [🕘 Kiedy indziej]
    Kiedy wysłać zaproszenia?
    [śr. 25.11, 9:00] [czw. 26.11, 9:00] [pt. 27.11, 9:00]
Maria > 4.12 9:00
    Zaproszenia wyszłyby pt. 4.12, 9:00, a odpowiedzi mają być do czw. 3.12, 15:00.
Maria > kiedyś
    Nie rozumiem tego terminu.
Maria > [pt. 27.11, 9:00]
    Zaproszenia wyjdą pt. 27.11, 9:00.
Jan <
    🕒 Zaproszenia wyjdą pt. 27.11, 9:00.

# odpowiedzi są potrzebne, dopiero gdy zaproszenia wyjdą
Maria > [✏️ Zmień]
Maria > [Odpowiedź do]
Maria > 26.11 12:00
    Zaproszenia wyszłyby pt. 27.11, 9:00, a odpowiedzi mają być do czw. 26.11, 12:00.
Maria > 27.11 9:00
    a odpowiedzi mają być do pt. 27.11, 9:00.
Maria > 30.11 12:00
    Odpowiedź do: czw. 3.12.2026, 15:00 → pon. 30.11.2026, 12:00
Maria > [Termin]
Maria > 27.11 16:00
    Odpowiedź do: czw. 3.12.2026, 15:00 → pt. 27.11.2026, 16:00
Maria > [✖️ Odrzuć]
@ 2026-11-26 9:00
Anna < (nic)
Maria > [🕘 Kiedy indziej]
Maria > [Zostaw, jak jest]
Maria > [🕘 Kiedy indziej]
Jan > [📣 Wyślij teraz]
    📣 Wysyłam zaproszenia: Forum Mobilności
@ 2026-11-26 9:01
Anna <
    Zaproszenie: Forum Mobilności · czw. 10.12.2026, 10:00
Jan <
    🔇 Bez odpowiedzi: Niepołomice
    nie: [📣 Wyślij teraz]
Maria > jutro 9
    Zaproszenia już wychodzą
