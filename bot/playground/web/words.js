// The page's own words, in Polish and English. What the bot says comes from the bot.

const WORDS = {
  pl: {
    skip: "Przejdź do telefonów",
    busy: "czas płynie…",
    jumps: "Przestaw zegar bota",
    reset: "Zacznij od nowa",
    theme: "Jasne lub ciemne tło",
    language: "English",
    people: "Ludzie",
    tours: "Przewodnik",
    tourIntro: "Ludzie są tu zmyśleni, bot jest prawdziwy. Pisz i dotykaj w każdym telefonie. Pierwszy raz? Wybierz, co chcesz zobaczyć:",
    tourEnd: "Zakończ",
    tourDone: "Gotowe. Wszystko to zrobił prawdziwy bot.",
    done: "zrobione",
    next: "teraz",
    phones: "Telefony",
    lost: "Nie ma połączenia z placem zabaw. Próbuję dalej…",
    messages: "Wiadomości, {name}",
    write: "Wiadomość od: {name}",
    send: "Wyślij",
    more: "Więcej, {name}",
    close: "Zamknij telefon, {name}",
    block: "Zablokuj bota",
    unblock: "Odblokuj bota",
    blocked: "Bot jest zablokowany.",
    deactivated: "Tego konta już nie ma.",
    start: "START",
    commands: "Polecenia bota, {name}",
    attach: "Załącz, {name}",
    photo: "Zdjęcie",
    document: "Dokument",
    voice: "Wiadomość głosowa",
    stop: "Zakończ nagranie",
    location: "Miejsce",
    caption: "Podpis (może być pusty):",
    typing: "pisze…",
    edited: "edytowano",
    unread: "{who}, nowych wiadomości: {n}",
    reply: "Odpowiedź na: {text}",
    reveal: "Pokaż ukryty tekst",
    playing: "Opowieść „{title}”, wiersz {at} z {of}",
    sticker: "Naklejka",
    download: "Pobierz {name}",
    expand: "Cały cytat",
    copy: "Skopiuj: {text}",
    copyAll: "Skopiuj wszystko",
    keyboard: "Klawiatura bota, {name}",
    copied: "Skopiowano",
  },
  en: {
    skip: "Skip to the phones",
    busy: "time passes…",
    jumps: "Move the bot's clock",
    reset: "Begin anew",
    theme: "Light or dark",
    language: "Polski",
    people: "People",
    tours: "Guide",
    tourIntro: "The people here are invented, the bot is real. Write and tap on any phone. First time here? Choose what you want to see:",
    tourEnd: "End it",
    tourDone: "Done. The real bot did all of it.",
    done: "done",
    next: "now",
    phones: "Phones",
    lost: "The playground does not answer. Trying again…",
    messages: "Messages, {name}",
    write: "Message from {name}",
    send: "Send",
    more: "More, {name}",
    close: "Close the phone, {name}",
    block: "Block the bot",
    unblock: "Unblock the bot",
    blocked: "The bot is blocked.",
    deactivated: "This account is no longer there.",
    start: "START",
    commands: "Commands of the bot, {name}",
    attach: "Attach, {name}",
    photo: "Photo",
    document: "Document",
    voice: "Voice message",
    stop: "Stop recording",
    location: "Place",
    caption: "Caption (may be empty):",
    typing: "is typing…",
    edited: "edited",
    unread: "{who}, new messages: {n}",
    reply: "In reply to: {text}",
    reveal: "Show the hidden text",
    playing: "Story “{title}”, line {at} of {of}",
    sticker: "Sticker",
    download: "Download {name}",
    expand: "Whole quotation",
    copy: "Copy: {text}",
    copyAll: "Copy all of it",
    keyboard: "Keyboard of the bot, {name}",
    copied: "Copied",
  },
};

const remembered = localStorage.getItem("language");
export let language = remembered ?? (navigator.language.startsWith("en") ? "en" : "pl");

/** Words of the page in its language. */
export function say(key, given = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => given[name] ?? "");
}

/** How dates and hours are written. */
export const locale = () => (language === "en" ? "en-GB" : "pl-PL");

/** Words that come in both languages. */
export const ofBoth = (words) => words?.[language] ?? "";

export function otherLanguage() {
  language = language === "pl" ? "en" : "pl";
  localStorage.setItem("language", language);
}

/** Put the words into what is on the page from the beginning. */
export function fillIn() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.ariaLabel = say(element.dataset.label);
}
