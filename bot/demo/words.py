"""What communes tell of their projects in the demonstration, good and bad. All of it is invented."""

from collections.abc import Hashable, Mapping, Sequence
from enum import Enum, auto
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class Kind(Enum):
    """What a project is about."""

    ROAD = auto()
    HOUSE = auto()
    NATURE = auto()
    CLASSES = auto()
    SERVICE = auto()
    EVENT = auto()

    @property
    def builds(self) -> bool:
        """Whether something is built: it then needs land, permits and a contractor."""
        return self in (Kind.ROAD, Kind.HOUSE, Kind.NATURE)


Phases = Mapping[int, Sequence[T]]
"""What fits from so many per cent on."""

BEFORE_WORKS: Phases[str] = {
    0: (
        "Geodeta zakończył pomiary.",
        "Mamy komplet map i wypisów.",
        "Badania gruntu bez niespodzianek.",
        "Projektant oddał koncepcję.",
    ),
    15: (
        "Spotkanie z mieszkańcami za nami, koncepcja bez większych zmian.",
        "Uzgodnienia branżowe w toku.",
        "Komplet uzgodnień.",
        "Wniosek o pozwolenie złożony.",
    ),
    30: (
        "Przetarg ogłoszony.",
        "Odpowiadamy na pytania oferentów.",
        "Wpłynęły cztery oferty, komisja je sprawdza.",
        "Najlepsza oferta mieści się w budżecie.",
    ),
    40: ("Umowa z wykonawcą podpisana.", "Plac budowy przekazany.", "Wykonawca zwozi sprzęt.", "Ruszyły roboty."),
}
GOOD: Mapping[Kind, Phases[str]] = {
    Kind.ROAD: {
        **BEFORE_WORKS,
        50: (
            "Wykonawca wszedł w teren, organizacja ruchu działa.",
            "Roboty ziemne idą zgodnie z planem.",
            "Przepusty i odwodnienie gotowe na pierwszym odcinku.",
            "Połowa trasy gotowa.",
            "Rada budowy bez uwag.",
            "Kolejna faktura częściowa zapłacona.",
            "Krawężniki ułożone, następna będzie nawierzchnia.",
        ),
        75: (
            "Nawierzchnia ułożona na całej długości.",
            "Trwa montaż oświetlenia i stojaków.",
            "Oznakowanie stoi.",
            "Zgłoszenie do odbioru w przygotowaniu.",
        ),
    },
    Kind.HOUSE: {
        **BEFORE_WORKS,
        50: (
            "Prace rozbiórkowe za nami.",
            "Instalacje rozprowadzone na parterze.",
            "Rada budowy bez uwag.",
            "Okna wstawione przed mrozami.",
            "Kolejna faktura częściowa zapłacona.",
            "Ocieplenie gotowe na dwóch ścianach.",
            "Tynki i posadzki w połowie.",
        ),
        70: (
            "Zostały roboty wykończeniowe.",
            "Próby instalacji wypadły dobrze.",
            "Wyposażenie zamówione.",
            "Usuwamy drobne usterki.",
            "Zgłoszenie do odbioru w przygotowaniu.",
        ),
    },
    Kind.NATURE: {
        **BEFORE_WORKS,
        50: (
            "Nadzór przyrodniczy bez uwag.",
            "Roboty ziemne idą zgodnie z planem.",
            "Ścieżki wytyczone.",
            "Rada budowy bez uwag.",
            "Pierwsze nasadzenia zrobione.",
            "Kolejna faktura częściowa zapłacona.",
        ),
        70: ("Nasadzenia w trzech czwartych gotowe.", "Ławki i tablice zamontowane.", "Przygotowujemy odbiór."),
    },
    Kind.CLASSES: {
        0: ("Porozumienie z partnerami uzgodnione.", "Rada przyjęła uchwałę o współpracy.", "Regulamin gotowy."),
        20: ("Nabór ogłoszony.", "Zespół skompletowany.", "Pierwsza grupa zapełniona w tydzień."),
        35: (
            "Szkolenia dla prowadzących za nami.",
            "Zajęcia ruszyły.",
            "Frekwencja wyższa, niż zakładaliśmy.",
            "Lista rezerwowa urosła, myślimy o drugiej grupie.",
        ),
        60: (
            "Zbieramy opinie uczestników.",
            "Druga edycja zaplanowana.",
            "Rozliczenie dotacji bez uwag.",
            "Raport końcowy w przygotowaniu.",
        ),
    },
    Kind.SERVICE: {
        0: (
            "Porozumienie z partnerami uzgodnione.",
            "Rozesłaliśmy ankietę, mamy już 120 odpowiedzi.",
            "Wymagania spisane.",
        ),
        25: ("Oferty na obsługę zebrane.", "Umowa z operatorem podpisana.", "Szkolenia dla pracowników za nami."),
        40: (
            "Pierwsi użytkownicy są zadowoleni.",
            "Testy z mieszkańcami wypadły dobrze.",
            "Kolejna gmina pyta o dołączenie.",
            "Liczba użytkowników rośnie co tydzień.",
        ),
        65: (
            "Wnioski z pilotażu wdrożone.",
            "Usługa działa wszędzie, gdzie planowaliśmy.",
            "Zbieramy opinie mieszkańców.",
            "Raport końcowy w przygotowaniu.",
        ),
    },
    Kind.EVENT: {
        0: ("Regulamin gotowy.", "Mamy patronat i wstępny program."),
        30: ("Zgłoszenia otwarte.", "Program ułożony.", "Zgłosiło się 18 wystawców i zespołów."),
        55: (
            "Pierwsza edycja za nami, frekwencja dopisała.",
            "Zbieramy opinie uczestników.",
            "Termin następnej edycji ustalony.",
            "Rozliczenie dotacji bez uwag.",
        ),
    },
}
"""What is told while all goes well, in the order in which it comes about."""

Trouble = tuple[str, str, str, str]
PAPERS: tuple[Trouble, ...] = (
    (
        "Czekamy na decyzję środowiskową, brak terminu.",
        "Raport środowiskowy do poprawki, najmniej miesiąc zwłoki.",
        "Poprawiony raport złożony.",
        "Decyzja środowiskowa wydana.",
    ),
    (
        "Dwie działki mają nieuregulowany stan prawny.",
        "Właściciel działki wycofał zgodę, szukamy innego rozwiązania.",
        "Jest wstępne porozumienie z właścicielem.",
        "Akt notarialny podpisany, grunt jest nasz.",
    ),
    (
        "Starostwo prosi o uzupełnienie wniosku o pozwolenie.",
        "Odmowa uzgodnienia zjazdu, projekt do zmiany.",
        "Nowy projekt zjazdu złożony.",
        "Pozwolenie na budowę jest prawomocne.",
    ),
    (
        "Ocena wniosku o dofinansowanie przesunięta o miesiąc.",
        "Jesteśmy na liście rezerwowej, brakuje wkładu.",
        "Rada zabezpieczyła część wkładu.",
        "Umowa o dofinansowanie podpisana.",
    ),
)
OFFERS: tuple[Trouble, ...] = (
    (
        "Oferty wyższe od kosztorysu o 18%.",
        "Przetarg unieważniony, brak środków na najtańszą ofertę.",
        "Ogłaszamy ponownie, w dwóch częściach.",
        "Umowa podpisana, kwota mieści się w budżecie.",
    ),
    (
        "Oferent złożył odwołanie, przetarg stoi.",
        "Odwołanie uwzględnione, wracamy do oceny ofert.",
        "Ocena powtórzona, czekamy, czy nie będzie odwołań.",
        "Umowa z wykonawcą podpisana.",
    ),
)
WORKS: tuple[Trouble, ...] = (
    (
        "Wykonawca ma dwa tygodnie opóźnienia.",
        "Na placu budowy pusto, naliczamy kary.",
        "Wykonawca wrócił i przedstawił program naprawczy.",
        "Opóźnienie nadrobione.",
    ),
    (
        "Kolizja z gazociągiem, którego nie było na mapach.",
        "Gazociąg trzeba przełożyć, termin nieznany.",
        "Warunki przełożenia gazociągu uzgodnione.",
        "Gazociąg przełożony, roboty ruszyły.",
    ),
    (
        "Ulewne deszcze zatrzymały roboty.",
        "Woda podmyła wykop, potrzebny projekt zamienny.",
        "Projekt zamienny zatwierdzony.",
        "Wykop zabezpieczony, wracamy do planu.",
    ),
)
LAST: tuple[Trouble, ...] = (
    (
        "Dostawa lamp opóźniona o trzy tygodnie.",
        "Dostawca lamp zerwał umowę, szukamy innego.",
        "Nowy dostawca wybrany.",
        "Lampy dojechały, montaż w toku.",
    ),
    (
        "Odbiór przerwany, lista usterek ma dwie strony.",
        "Wykonawca nie usuwa usterek, liczymy kary.",
        "Połowa usterek usunięta.",
        "Usterki usunięte, odbiór w przyszłym tygodniu.",
    ),
)
BUILT: Phases[Trouble] = {0: PAPERS, 30: OFFERS, 40: WORKS, 80: LAST}
AGREEMENT: Trouble = (
    "Jedna z gmin zgłasza uwagi do porozumienia.",
    "Bez podpisu wszystkich partnerów nie ruszymy.",
    "Uwagi uzgodnione, porozumienie wraca na rady.",
    "Porozumienie podpisane przez wszystkich.",
)
TROUBLES: Mapping[Kind, Phases[Trouble]] = {
    Kind.ROAD: BUILT,
    Kind.HOUSE: BUILT,
    Kind.NATURE: BUILT,
    Kind.CLASSES: {
        0: (
            AGREEMENT,
            (
                "Brakuje dwóch osób do zespołu, nabór powtórzony.",
                "Nabór bez rozstrzygnięcia, start przesunięty.",
                "Mamy jedną osobę, druga od przyszłego miesiąca.",
                "Zespół w komplecie.",
            ),
            (
                "Za mało zgłoszeń, przedłużamy nabór.",
                "Dotacja zagrożona: połowa miejsc wolna.",
                "Po spotkaniach w sołectwach przybyło zgłoszeń.",
                "Komplet uczestników.",
            ),
        ),
        35: (
            (
                "Prowadząca na długim zwolnieniu, szukamy zastępstwa.",
                "Zajęcia zawieszone, uczestnicy pytają o termin.",
                "Zastępstwo znalezione, zaczyna w poniedziałek.",
                "Zajęcia wróciły do planu.",
            ),
            (
                "Sala zalana po awarii, zajęcia przeniesione.",
                "Remont sali potrwa dłużej, grupa się wykrusza.",
                "Szkoła użycza auli dwa razy w tygodniu.",
                "Sala osuszona, wracamy.",
            ),
        ),
    },
    Kind.SERVICE: {
        0: (AGREEMENT,),
        25: (
            (
                "Operator prosi o trzy tygodnie więcej.",
                "Operator nie dotrzymał terminu, liczymy kary.",
                "Operator pokazał działającą część.",
                "Operator oddał wszystko, odbiór bez uwag.",
            ),
            (
                "Dwie gminy nie przekazały jeszcze danych.",
                "Bez danych z dwóch gmin nie uruchomimy usługi.",
                "Jedna gmina dane przekazała, druga podała termin.",
                "Dane są w komplecie.",
            ),
        ),
    },
    Kind.EVENT: {
        0: (
            (
                "Miejsce zajęte w planowanym terminie, szukamy innego.",
                "Bez miejsca: edycja w tym kwartale zagrożona.",
                "Jest miejsce zastępcze, ustalamy warunki.",
                "Nowe miejsce i termin ogłoszone.",
            ),
        ),
    },
}
"""What goes wrong: a worry, worse, better, over."""
