# Pola każdego rodzaju: co trzeba podać, a co można pominąć; kilka odpowiedzi z listy; nikt nie pyta dwa razy o to samo

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator

Jan > /dane
Jan > [➕ Nowe wezwanie]
Jan > Transport
Jan > wspólny raport
Jan > [rok 2026]
Jan > Rodzaje tras
    Pole
Jan > [☑️ Kilka]
    Co do wyboru?
Jan > rowerowe; piesze, szutrowe; leśne
    Jaka dziedzina?
Jan > [Pomiń]
Jan > [➕ Następne pole]
Jan > Uwagi
    [☑ Wymagane]
Jan > [☑ Wymagane]
    [☐ Wymagane]
Jan > [📝 Tekst]
Jan > [Pomiń]
Jan > [➕ Następne pole]
Jan > Udział
Jan > [％ Procent]
Jan > 0–100
Jan > [Pomiń]
Jan > [➕ Następne pole]
Jan > Program
Jan > [✅ Tak/Nie]
Jan > [Pomiń]
Jan > [➕ Następne pole]
Jan > Uchwała
Jan > [📅 Data]
Jan > [Pomiń]
Jan > [➕ Następne pole]
Jan > Mapa
Jan > [☑ Wymagane]
Jan > [📎 Plik]
Jan > [Pomiń]
Jan > [➡️ Do kogo]
Jan > [Wybrane gminy]
Jan > niepo
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [za 2 tygodnie]
    1. Rodzaje tras · ☑️ Kilka · rowerowe, piesze, szutrowe, leśne
    2. Uwagi · 📝 Tekst · nieobowiązkowe
    6. Mapa · 📎 Plik · nieobowiązkowe
Jan > [📣 Wyślij]

Anna > [✏️ Wypełnij]
    1/6 · Rodzaje tras
    Zaznacz wszystko, co pasuje
    [☐ rowerowe]
    [☐ leśne]
    [✅ Zatwierdź]
    nie: Pomiń
Anna > [✅ Zatwierdź]
    dymek: Zaznacz co najmniej jedno.
Anna > [☐ leśne]
    [☑ leśne]
!! restart
Anna > [☐ rowerowe]
Anna > [✅ Zatwierdź]
    2/6 · Uwagi
    Nieobowiązkowe: można pominąć.
    [⏭ Pomiń]
Anna > [⏭ Pomiń]
    3/6 · Udział
Anna > 120
    Tego nie przyjmę: zakres to 0–100.
Anna > 12,5%
    4/6 · Program
Anna > [➖ Nie dotyczy]
    Dlaczego nie dotyczy?
Anna > nie mamy
    5/6 · Uchwała
Anna > 31.12.2026
    6/6 · Mapa
Anna > nie mam
    Tu potrzebny jest plik albo zdjęcie.
Anna > [⏭ Pomiń]
    Podsumowanie · 4 z 6 pól
    ✅ Rodzaje tras: rowerowe; leśne
    ▫️ Uwagi: nie podano
    ✅ Udział: 12,5%
    ➖ Program: nie dotyczy: nie mamy
    ✅ Uchwała: 31.12.2026
    ▫️ Mapa: nie podano
    [✅ Wyślij]
Anna > [✅ Wyślij]
    Zapisano ✅
Jan <
    kompletne 1/1
# o to, co można pominąć, nikt nie pyta po raz drugi; wpisać można to zawsze
Anna > [✏️ Popraw]
    Podsumowanie · 4 z 6 pól
Anna > [✏️ Popraw]
Anna > [Rodzaje tras]
    teraz rowerowe; leśne · Anna Nowak
    [☑ rowerowe]
    [☐ piesze]
Anna > piesze, rowerowe
    ✅ Rodzaje tras: rowerowe; piesze
Anna > [✏️ Popraw]
Anna > [Program]
Anna > tak
    ✅ Program: tak
# co można pominąć, można i opróżnić; historia to pamięta
Anna > [✏️ Popraw]
Anna > [Uwagi]
    nie: Zostaw puste
Anna > bez uwag
    ✅ Uwagi: bez uwag
Anna > [✏️ Popraw]
Anna > [Uwagi]
    teraz bez uwag · Anna Nowak
    [🗑 Zostaw puste]
    nie: Pomiń
Anna > [🗑 Zostaw puste]
    ▫️ Uwagi: nie podano
    [✅ Wyślij]
Anna > [✅ Wyślij]
# odpowiedź „tak” nie jest liczbą, także tam, gdzie widać całą odpowiedź
Anna > /dane
Anna > [✅ Transport]
    ✅ Wysłane do Biura; można jeszcze poprawić.
    ✅ Program: tak
    [✏️ Popraw] [🕓 Historia]
Anna > [🕓 Historia]
    Uwagi: bez uwag → ▫️ nie podano
    Program: ➖ nie dotyczy: nie mamy → tak
    Rodzaje tras: rowerowe; leśne → rowerowe; piesze
    [1/2]
Anna > [▶️]
    Rodzaje tras: rowerowe; leśne
    nie: →
    [2/2]
Jan > [🧮 Kompletność]
    2. Uwagi: – 1
Jan > [📊 Excel]
    dane-1.xlsx
