"""The guided tours: what to do next, on whose phone, and the words of the bot that show it was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground import Person
from bot.playground.screen import plain, shown
from bot.playground.things import Change


@dataclass(frozen=True)
class Step:
    """Something to do. It is done when the bot has said this to that person."""

    who: str
    pl: str
    en: str
    says: str
    to: str


@dataclass(frozen=True)
class Tour:
    """Steps that lead through one conversation."""

    name: str
    pl: str
    en: str
    steps: tuple[Step, ...]


TOURS = (
    Tour(
        "status",
        "Odpowiedz na status",
        "Answer the weekly status",
        (
            Step(
                "anna",
                "Przestaw zegar: „do piątku 9:00”. Bot zapyta wszystkich koordynatorów o projekty.",
                "Move the clock: “to Friday 9:00”. The bot asks every coordinator about their projects.",
                says="Status: tydzień",
                to="anna",
            ),
            Step(
                "anna",
                "W telefonie Anny dotknij [✏️ Wypełnij].",
                "On Anna's phone tap [✏️ Wypełnij] (fill in).",
                says="1/",
                to="anna",
            ),
            Step(
                "anna",
                "Wybierz kolor przy każdym projekcie. Przy żółtym i czerwonym bot prosi o jedno zdanie.",
                "Choose a colour for each project. For amber and red the bot asks for one sentence.",
                says="Podsumowanie",
                to="anna",
            ),
            Step("anna", "Dotknij [✅ Wyślij].", "Tap [✅ Wyślij] (send).", says="Zapisano", to="anna"),
            Step(
                "jan",
                "Jan kieruje Biurem. Napisz w jego telefonie /raport: odpowiedź Anny już tam jest.",
                "Jan is the director of the Office. Write /raport on his phone: Anna's answer is there already.",
                says="📋 Status",
                to="jan",
            ),
            Step(
                "ewa",
                "Ewa ze Skawiny milczy. Przestaw zegar: „do następnego zdarzenia”, aż bot jej przypomni.",
                "Ewa from Skawina is silent. Move the clock “to what happens next” until the bot reminds her.",
                says="Przypominam",
                to="ewa",
            ),
            Step(
                "jan",
                "Przestawiaj zegar, aż runda się zamknie: Jan dostaje podsumowanie i obraz dwunastu tygodni.",
                "Move the clock until the round closes: Jan gets the digest and a picture of twelve weeks.",
                says="📈 Trend",
                to="jan",
            ),
        ),
    ),
    Tour(
        "risk",
        "Zgłoś zagrożenie",
        "Report a risk",
        (
            Step(
                "anna",
                "W telefonie Anny napisz /ryzyko.",
                "On Anna's phone write /ryzyko.",
                says="Czego dotyczy?",
                to="anna",
            ),
            Step("anna", "Wybierz projekt.", "Choose a project.", says="Jak poważne?", to="anna"),
            Step(
                "anna",
                "Dotknij [🔴 Krytyczne]: o krytycznym Biuro dowiaduje się o każdej porze.",
                "Tap [🔴 Krytyczne] (critical): of a critical one the Office hears at any hour.",
                says="Opisz krótko",
                to="anna",
            ),
            Step(
                "anna",
                "Opisz je jednym zdaniem. Jan dostaje kartę od razu.",
                "Describe it in one sentence. Jan gets the card at once.",
                says="zgłoszone",
                to="anna",
            ),
            Step(
                "jan",
                "Na karcie w telefonie Jana dotknij [👀 Przyjmuję]. Anna od razu to widzi.",
                "On the card on Jan's phone tap [👀 Przyjmuję] (I take it). Anna sees it at once.",
                says="Przyjmuje:",
                to="anna",
            ),
        ),
    ),
    Tour(
        "forum",
        "Zaproś gminy na forum",
        "Invite the communes to a forum",
        (
            Step(
                "jan",
                "W telefonie Jana napisz /forum i tytuł, np. „/forum Rowerem do pracy”.",
                "On Jan's phone write /forum and a title, for instance “/forum Rowerem do pracy”.",
                says="Jaka dziedzina?",
                to="jan",
            ),
            Step("jan", "Wybierz [mobilność].", "Choose [mobilność] (mobility).", says="Kiedy?", to="jan"),
            Step(
                "jan",
                "Napisz termin tak, jak mówisz: „za dwa tygodnie w środę o 10”.",
                "Write the time as you say it: “za dwa tygodnie w środę o 10” (in two weeks on Wednesday at 10).",
                says="Gdzie?",
                to="jan",
            ),
            Step(
                "jan",
                "Napisz miejsce, potem program.",
                "Write the place, then the agenda.",
                says="Kogo zapraszamy?",
                to="jan",
            ),
            Step(
                "jan",
                "Zaproś wszystkie gminy, wybierz liczbę miejsc i dzień odpowiedzi. Zobaczysz podgląd.",
                "Invite all communes, choose the seats and the day of the answer. You see a preview.",
                says="Podgląd",
                to="jan",
            ),
            Step(
                "jan",
                "Dotknij [📣 Wyślij zaproszenia]. Anna dostaje zaproszenie.",
                "Tap [📣 Wyślij zaproszenia] (send the invitations). Anna gets hers.",
                says="Zaproszenie:",
                to="anna",
            ),
            Step(
                "anna",
                "W telefonie Anny dotknij [👥 Deleguj], zaznacz Kasię i zatwierdź.",
                "On Anna's phone tap [👥 Deleguj] (delegate), tick Kasia and approve.",
                says="deleguje Cię na",
                to="kasia",
            ),
            Step(
                "kasia",
                "W telefonie Kasi dotknij [🚫 Nie mogę] i napisz dlaczego. Anna wybiera kogoś innego.",
                "On Kasia's phone tap [🚫 Nie mogę] (I cannot) and write why. Anna chooses somebody else.",
                says="Wybierz kogoś innego",
                to="anna",
            ),
        ),
    ),
    Tour(
        "invite",
        "Zaproś do zespołu",
        "Invite somebody to a team",
        (
            Step(
                "jan",
                "W telefonie Jana napisz /zapros i wybierz gminę i rolę. Dostaniesz link i kod QR.",
                "On Jan's phone write /zapros, choose a commune and a role. You get a link and a QR code.",
                says="https://t.me/",
                to="jan",
            ),
            Step(
                "tomasz",
                "Skopiuj link i wklej go w telefonie Tomasza, jakby przyszedł SMS-em.",
                "Copy the link and paste it on Tomasz's phone, as if it had come by SMS.",
                says="Zaproszenie:",
                to="tomasz",
            ),
            Step(
                "tomasz",
                "Dotknij [✅ Dołączam] i potwierdź imię i nazwisko. Jan dowie się o tym od razu.",
                "Tap [✅ Dołączam] (join) and confirm the name. Jan hears of it at once.",
                says="Witaj w zespole",
                to="tomasz",
            ),
        ),
    ),
)


class Guide:
    """Goes along with a visitor: ticks the steps of the tour under way as the bot does them."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._done = dict.fromkeys((tour.name for tour in TOURS), 0)
        self.tour: Tour | None = None

    def begin(self, name: str) -> None:
        """Begin a tour from its first step; a name that is none ends the one under way."""
        self.tour = next((tour for tour in TOURS if tour.name == name), None)
        if self.tour is not None:
            self._done[name] = 0

    def notices(self, change: Change) -> bool:
        """Whether this does the step that is next."""
        if self.tour is None or change.message is None or change.kind != "message":
            return False
        done = self._done[self.tour.name]
        if done == len(self.tour.steps):
            return False
        step = self.tour.steps[done]
        person = self._people[step.to]
        if change.chat is not person.chat or change.message.sender is person.user:
            return False
        if plain(step.says) not in plain(shown(change.message)):
            return False
        self._done[self.tour.name] = done + 1
        return True

    def show(self) -> list[dict[str, Any]]:
        """All tours, as the page shows them."""
        return [
            {
                "id": tour.name,
                "title": {"pl": tour.pl, "en": tour.en},
                "steps": [
                    {
                        "who": self._people[step.who].id,
                        "text": {"pl": step.pl, "en": step.en},
                        "done": number < self._done[tour.name],
                    }
                    for number, step in enumerate(tour.steps)
                ],
            }
            for tour in TOURS
        ]
