// The page's own words, in Polish and English. What the bot says comes from the bot.

const WORDS = {
  pl: {
    skip: "Przejdź do pierwszego telefonu",
    busy: "czas płynie…",
    controls: "Zegar i strona",
    jumps: "Przestaw zegar bota",
    reset: "Zacznij od nowa",
    askReset: "Zacząć od nowa? Wszystko, co tu napisano, zniknie.",
    resetYes: "Tak, od nowa",
    resetNo: "Nie",
    search: "Szukaj osoby, strzałka w dół: lista",
    searchHint: "🔎 Szukaj",
    theme: "Jasne lub ciemne tło",
    language: "English",
    people: "Ludzie",
    tours: "Przewodnik",
    tourIntro: "Ludzie są tu zmyśleni, bot jest prawdziwy: pisz i dotykaj w każdym telefonie. Albo zrób to krok po kroku:",
    shared: "Inni goście widzą te same telefony.",
    tourEnd: "Zakończ",
    tourNext: "Dalej: {title}",
    stopShowing: "Zatrzymaj",
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
    bot: "bot",
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
    video: "Film",
    location: "Miejsce",
    where: "Gdzie? {places} albo współrzędne, np. 50.03, 20.21",
    caption: "Podpis (może być pusty):",
    typing: "pisze…",
    edited: "edytowano",
    edit: "Popraw: {text}",
    editing: "Poprawiasz wiadomość",
    editNot: "Zostaw, jak było",
    silent: "bez dźwięku",
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
    skip: "Skip to the first phone",
    busy: "time passes…",
    controls: "The clock and the page",
    jumps: "Move the bot's clock",
    reset: "Start over",
    askReset: "Start over? Everything written here will be gone.",
    resetYes: "Yes, start over",
    resetNo: "No",
    search: "Find a person, arrow down: the list",
    searchHint: "🔎 Search",
    theme: "Light or dark",
    language: "Polski",
    people: "People",
    tours: "Guide",
    tourIntro: "The people here are invented, the bot is real: write and tap on any phone. Or do it step by step:",
    shared: "Other visitors see the same phones.",
    tourEnd: "End it",
    tourNext: "Next: {title}",
    stopShowing: "Stop",
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
    bot: "bot",
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
    video: "Video",
    location: "Place",
    where: "Where? {places}, or coordinates such as 50.03, 20.21",
    caption: "Caption (may be empty):",
    typing: "is typing…",
    edited: "edited",
    edit: "Edit: {text}",
    editing: "You are editing a message",
    editNot: "Leave it as it was",
    silent: "without a sound",
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
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
}

/** Lower case without diacritics, to compare words by. */
export const fold = (text) => text.trim().toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
