# ❌ Odwołaj: z powodem, i wszyscy zaproszeni o tym wiedzą

Biuro: Jan Kowalski, Maria Wolska
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność)
Skawina: Ewa Lis koordynator

Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi i rowery
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Anna > [👥 Deleguj]
    [☑ Piotr Zając ⭐]
Anna > [➕ Gość]
Anna > Adam Pytel, projektant
Anna > [✅ Zatwierdź]
Piotr > [✅ Będę]
Maria > /fora
Maria > [10.12 · Forum Mobilności]

Jan > [❌ Odwołaj]
    ❌ Odwołujesz: Forum Mobilności · czw. 10.12.2026, 10:00
    Dlaczego? Jedno zdanie
    nie: Pomiń
Jan > (pisze 301 znaków)
    Za długie
Jan > Prelegent <chory>
    Powód: Prelegent <chory>
    Tego nie da się cofnąć.
    [❌ Tak, odwołuję]
    [✏️ Inny powód] [Jednak nie]
Jan > [Jednak nie]
    Nic nie odwołano.
Anna <
    nie: Odwołane
@ 2026-11-24 19:00
Jan > [❌ Odwołaj]
Jan > Chory prelegent
Jan > [✏️ Inny powód]
Jan > Prelegent zachorował
!! restart
Jan > [❌ Tak, odwołuję]
    ❌ Odwołano: Forum Mobilności
    📊 Forum Mobilności · czw. 10.12.2026, 10:00
    ❌ Odwołane: Prelegent zachorował
# na ekranach od razu, wiadomość rano
Maria <
    ❌ Odwołane: Prelegent zachorował
    nie: Zmień
Anna <
    📣 Zaproszenie: Forum Mobilności
    ❌ Odwołane: Prelegent zachorował
    [📅 Kalendarz]
    nie: Deleguj
    nie: Powód
@ 2026-11-25 8:00
Anna <
    ❌ Odwołane: Forum Mobilności · czw. 10.12.2026, 10:00
    Powód: Prelegent zachorował
    ☎️ Tych osób tu nie ma, daj im znać: Adam Pytel (projektant)
Piotr <
    ❌ Odwołane: Forum Mobilności · czw. 10.12.2026, 10:00
    Powód: Prelegent zachorował
    nie: Adam Pytel
Ewa <
    ❌ Odwołane: Forum Mobilności · czw. 10.12.2026, 10:00
Maria <
    ❌ Odwołane: Forum Mobilności · czw. 10.12.2026, 10:00
    Powód: Prelegent zachorował

# wśród nadchodzących już go nie ma
Ewa > /fora
    Na razie nic przed nami.
Ewa > [🗂 Minione i odwołane]
    [10.12 · Forum Mobilności · ❌ odwołane]
Ewa > [10.12 · Forum Mobilności]
    ❌ Odwołane: Prelegent zachorował

# zanim wyszły zaproszenia: nikt się nie dowiaduje, i nikt nie będzie zaproszony
Jan > /forum Forum Oświaty
Jan > [Bez dziedziny]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Żłobki
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [🕘 Wyślij później]
Jan > 26.11 9:00
Jan > [📣 Wyślij zaproszenia]
    🕒 Zaproszenia wyjdą czw. 26.11, 9:00
Jan > [✏️ Zmień]
Jan > [Termin]
Jan > 25.11 12:00
    Zaproszenia wychodzą czw. 26.11, 9:00, forum musi być później.
Jan > 9.12 12:00
    🗓 czw. 10.12.2026, 10:00 → śr. 9.12.2026, 12:00
    [✅ Zapisz]
    nie: ponownie
Jan > [✅ Zapisz]
    📊 Forum Oświaty · śr. 9.12.2026, 12:00
Jan > [❌ Odwołaj]
Jan > Nieaktualne
Jan > [❌ Tak, odwołuję]
    ❌ Odwołane: Nieaktualne
    nie: Zaproszenia wyjdą
@ 2026-11-26 9:00
Ewa < (nic)
Anna < (nic)
