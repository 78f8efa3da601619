# Kto zastępuje koordynatorkę, która wyjechała po zaproszeniu, odpowiada za gminę i o wszystkim wie

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator, Piotr Zając specjalista (mobilność), Ewa Żak specjalista (edukacja)
Skawina: Ula Kos upoważniony

# jedyną upoważnioną pyta się też, gdy jej nie ma: raz, i Biuro nie dostaje nic bez końca
Ula > /nieobecnosc 24.11-4.12
Ula > [Nikt]
Jan > /forum Forum Mobilności
Jan > [mobilność]
Jan > 10.12 10:00
Jan > Biuro SMK
Jan > Pociągi
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: czw. 3.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-24 10:01
Ula <
    📣 Zaproszenie: Forum Mobilności
Jan <
    🔇 Bez odpowiedzi: Niepołomice, Skawina
@ 2026-11-24 10:02
Jan < (nic)
Ula < (nic)

Anna > [👥 Deleguj]
Anna > [☑ Piotr Zając ⭐]
Anna > [☐ Ewa Żak]
Anna > [✅ Zatwierdź]
Anna > /nieobecnosc 25.11-9.12
Anna > [Piotr Zając]

# odmowa wraca do zastępcy, a on wybiera kogoś innego
@ 2026-11-25 9:00
Ewa > [🚫 Nie mogę]
Ewa > Chora
Piotr <
    🚫 Ewa Żak nie przyjdzie
Piotr > [👥 Wybierz kogoś innego]
    Kogo delegujesz na spotkanie: Forum Mobilności
Piotr > [☑ Piotr Zając ⭐]
Piotr > [➕ Gość]
Piotr > Adam Pytel, projektant
Piotr > [✅ Zatwierdź]
    ✅ Forum Mobilności, delegowani: Adam Pytel (projektant).

# o zmianie i odwołaniu wie też on
Jan > [✏️ Zmień]
Jan > [Miejsce]
Jan > Rynek 1
Jan > [📣 Zapisz i powiadom]
Piotr <
    ✏️ Zmiana: Forum Mobilności
    📍 Biuro SMK → Rynek 1
    ☎️ Tych osób tu nie ma, daj im znać: Adam Pytel (projektant)
Anna <
    ✏️ Zmiana: Forum Mobilności
Jan > [❌ Odwołaj]
Jan > Śnieg
Jan > [❌ Tak, odwołuję]
Piotr <
    ❌ Odwołane: Forum Mobilności
    Śnieg
    ☎️ Tych osób tu nie ma, daj im znać: Adam Pytel (projektant)
Anna <
    ❌ Odwołane: Forum Mobilności

# ponaglenie trafia do zastępcy, i działa
Jan > /forum Forum Żłobków
Jan > [edukacja]
Jan > 11.12 10:00
Jan > Biuro SMK
Jan > Żłobki
Jan > [Wszystkie gminy (15)]
Jan > [2]
Jan > [7 dni wcześniej: pt. 4.12, 15:00]
Jan > [📣 Wyślij zaproszenia]
@ 2026-11-25 9:01
Piotr <
    📣 Zaproszenie: Forum Żłobków
Piotr > /nieobecnosc 26.11-9.12
Piotr > [Ewa Żak]
Anna > /nieobecnosc 26.11-9.12
Anna > [Ewa Żak]
@ 2026-12-03 15:00
Ewa <
    ⏰ Czekam na odpowiedź (Niepołomice)
    [👥 Deleguj] [🙋 Pójdę]
Ewa > [🙋 Pójdę]
    dymek: ✅ Będziesz.
