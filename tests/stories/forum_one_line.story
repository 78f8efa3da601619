# /forum w jednej wiadomości: tytuł, termin i miejsce; reszta jak na ostatnim takim forum

Biuro: Jan Kowalski
Niepołomice: Anna Nowak koordynator
Skawina: Ewa Lis koordynator

# pierwszy raz: dziedzinę mówi tytuł, reszta jak zwykle
Jan > /forum Forum Mobilności, 10.12 10–12, Urząd Miasta
    Podgląd: tak zobaczą to gminy.
    Zaproszenie: Forum Mobilności · czw. 10.12.2026, 10:00
    🕙 10:00–12:00
    📍 Urząd Miasta
    Dziedzina: mobilność
    Miejsc: 2 · odpowiedź do czw. 3.12, 15:00
    Zapraszamy: wszystkie gminy (15)
    nie: Jaki tytuł
Jan > [📣 Wyślij zaproszenia]
    📣 Wysyłam zaproszenia: Forum Mobilności · czw. 10.12.2026, 10:00
Jan: dotknięcia 1, wiadomości 1
@ 2026-11-24 10:01
Anna <
    Zaproszenie: Forum Mobilności · czw. 10.12.2026, 10:00

# co było inaczej niż zwykle, jest tak samo następnym razem
Jan > /forum Rowerem do pracy, czwartek, 17.12, 9:00-11:30, Biuro SMK, ul. Długa 12 https://meet.example.pl/abc
    Zaproszenie: Rowerem do pracy · czw. 17.12.2026, 9:00
    🕙 9:00–11:30
    📍 Biuro SMK, ul. Długa 12
    💻 https://meet.example.pl/abc
    nie: Dziedzina
Jan > [✏️ Popraw]
Jan > [Kogo zapraszamy]
Jan > [Wybrane gminy]
Jan > niepol
Jan > [☐ Niepołomice]
Jan > [✅ Zatwierdź]
Jan > [✏️ Popraw]
Jan > [Miejsc na gminę]
Jan > [1]
Jan > [✏️ Popraw]
Jan > [Program]
Jan > Ścieżki
Jan > [✏️ Popraw]
Jan > [Odpowiedź do]
Jan > 14.12 12:00
Jan > [📣 Wyślij zaproszenia]
Jan > /forum Rowerem do pracy II, 14.01.2027 w południe
    Zaproszenie: Rowerem do pracy II · czw. 14.01.2027, 12:00
    🕙 12:00–14:30
    📍 Biuro SMK, ul. Długa 12
    Miejsc: 1 · odpowiedź do pon. 11.01.2027, 12:00
    Zapraszamy: Niepołomice
    nie: Program
    nie: https
Jan > [✖️ Odrzuć]
Jan > /forum Rowerem do pracy III, 14.01.2027
    czw. 14.01.2027: o której?
Jan > 9
    odpowiedź do pon. 11.01.2027, 12:00
Jan > [✖️ Odrzuć]
# inny tytuł, ale ta sama dziedzina
Jan > /forum Pociągi i mobilność, środa za tydzień 9-10, Ratusz
    Zaproszenie: Pociągi i mobilność · śr. 2.12.2026, 9:00
    Dziedzina: mobilność
    Miejsc: 2
Jan > [✖️ Odrzuć]

# czego nie da się odczytać, o to jest pytanie; reszta zostaje
Jan > /forum Forum Wody, 17 grudnia br., Ratusz
    czw. 17.12.2026: o której?
Jan > o dziesiątej
    Zaproszenie: Forum Wody · czw. 17.12.2026, 10:00
    📍 Ratusz
Jan > [✖️ Odrzuć]
Jan > /forum Forum Wody, 10.11.2026 10:00, Ratusz
    Ten termin już minął.
    Kiedy?
Jan > 17.12 12-14
    Zaproszenie: Forum Wody · czw. 17.12.2026, 12:00
    📍 Ratusz
Jan > [✖️ Odrzuć]
Jan > /forum Forum Wody, pierwszy czwartek stycznia o dziesiątej
    Gdzie?
Jan > [↩️ Wróć]
    Nowe forum.
Jan > Forum Rzek
    Gdzie?
Jan > Ratusz
    Zaproszenie: Forum Rzek · czw. 7.01.2027, 10:00
Jan > [✖️ Odrzuć]
Jan > /forum Forum Wody, kiedyś w styczniu, Ratusz
    Jaka dziedzina?
    nie: Nowe forum
Jan > /anuluj
Jan > /forum Forum Wody, 10.12 10-12, javascript:alert(1)
    Tego linku nie przyjmę.
    Gdzie?
Jan > [Pomiń]
    Zaproszenie: Forum Wody
    nie: 📍
Jan > [✖️ Odrzuć]

# sam tytuł, choć z przecinkami i liczbą: krok po kroku
Jan > /forum Drogi, koleje i rowery, cz. 2
    Jaka dziedzina?
Jan > /anuluj
# to samo w odpowiedzi na pytanie o tytuł
Jan > /forum
    Możesz od razu dopisać termin i miejsce
Jan > Forum Wody, 17.12 10–12, Ratusz
    Podgląd: tak zobaczą to gminy.
    📍 Ratusz
