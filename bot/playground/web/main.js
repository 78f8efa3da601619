// The page: who there is, whose phones are open, the clock, and what the playground tells of them.

import { setClock } from "./clock.js";
import { closeMenus } from "./composer.js";
import { connect, tell } from "./live.js";
import { Chips } from "./people.js";
import { Phone } from "./phone.js";
import { roving } from "./roving.js";
import "./theme.js";
import { folding, showStory, showTours } from "./tours.js";
import { fillIn, language, ofBoth, otherLanguage, say } from "./words.js";

const $ = (selector) => document.querySelector(selector);
const NEWEST = 50;

const people = new Map();
const open = new Map();
const chips = new Chips($("nav.people"), {
  all: () => people.values(),
  about: (id) => ofBoth(show?.about[id]),
  isOpen: (id) => open.has(id),
  chosen: choose,
  found: reveal,
});
let show = null;
let toursShown = "";
let bot = {};
let wasLost = false;

const page = {
  close: (id) => closePhone(id),
  touched: (id) => chips.read(id),
  alert(text) {
    $("#alert-text").textContent = text;
    $("dialog.alert").showModal();
  },
  bot: () => bot,
  isBot: (url) => new RegExp(`^https?://t\\.me/${bot.username}(\\?|/?$)`, "i").test(url),
};

const hear = {
  world({ bot: theBot, people: all, show: theShow }) {
    bot = theBot;
    const drafts = new Map([...people].map(([id, { draft }]) => [id, draft]));
    people.clear();
    chips.unread.clear();
    for (const person of all) people.set(person.id, wasLost ? { ...person, draft: drafts.get(person.id) } : person);
    wasLost = false;
    $("#phones").replaceChildren();
    open.clear();
    show = theShow;
    toursShown = "";
    for (const id of wanted()) openPhone(id);
    directed(show);
    chips.show();
  },
  person({ person }) {
    people.set(person.id, person);
    if (show?.story || isAllWanted()) openPhone(person.id);
    chips.show();
  },
  message({ chat, message }) {
    const { phone } = people.get(chat);
    const at = phone.messages.findIndex(({ message_id }) => message_id === message.message_id);
    if (at >= 0) phone.messages[at] = message;
    else phone.messages.push(message);
    open.get(chat)?.put(message);
    if (at < 0 && message.from.is_bot) ring(chat, message.silent);
    if (!message.from.is_bot) chips.read(chat);
  },
  deleted({ chat, id }) {
    const { phone } = people.get(chat);
    phone.messages = phone.messages.filter(({ message_id }) => message_id !== id);
    open.get(chat)?.remove(id);
  },
  phone({ chat, phone }) {
    Object.assign(people.get(chat).phone, phone);
    open.get(chat)?.settle();
  },
  typing: ({ chat }) => open.get(chat)?.isTyping(),
  toast: (event) => open.get(event.chat)?.answered(event),
  older({ chat, messages, older }) {
    const { phone } = people.get(chat);
    phone.messages.unshift(...messages);
    phone.older = older;
    open.get(chat)?.older(messages);
  },
  show: (event) => directed(event.show),
  refused: ({ who, text }) => open.get(who)?.toast(text),
};

// --- whose phones are open ------------------------------------------------------------------------

const isAllWanted = () => location.hash === "#all";

function wanted() {
  if (isAllWanted() || show?.story) return [...people.keys()];
  const named = location.hash.slice(1).split(",").map(Number).filter((id) => people.has(id));
  const first = (show?.first ?? []).filter((id) => people.has(id));
  if (named.length) return named;
  return first.length ? first : [...people.keys()].slice(0, 3);
}

function openPhone(id) {
  if (open.has(id)) return;
  const person = people.get(id);
  person.phone.older ||= person.phone.messages.length > NEWEST;
  person.phone.messages = person.phone.messages.slice(-NEWEST);
  const phone = new Phone(person, show?.about[id], page);
  open.set(id, phone);
  $("#phones").append(phone.element);
  chips.read(id);
}

function closePhone(id) {
  open.get(id).element.remove();
  open.delete(id);
  noteOpen();
  chips.show();
  chips.find(id)?.focus();
}

function noteOpen() {
  if (!isAllWanted()) history.replaceState(null, "", `#${[...open.keys()].join(",")}`);
}

// --- the people -----------------------------------------------------------------------------------

/** A chip opens a phone or brings it into view; the phone that is seen and has nothing new it closes. */
function choose(id) {
  if (!chips.unread.has(id) && isInView(open.get(id))) closePhone(id);
  else reveal(id);
}

function reveal(id) {
  openPhone(id);
  noteOpen();
  chips.show();
  open.get(id).element.scrollIntoView({ inline: "nearest", block: "nearest" });
  open.get(id).focus();
}

/** Whether a phone is open and seen from side to side. */
function isInView(phone) {
  if (!phone) return false;
  const { left, right } = phone.element.getBoundingClientRect();
  const around = $("#phones").getBoundingClientRect();
  return left >= around.left - 1 && right <= around.right + 1;
}

function ring(id, isSilent) {
  const phone = open.get(id)?.element;
  if (phone?.contains(document.activeElement)) return;
  chips.ring(id);
  if (isSilent) return;
  phone?.classList.remove("rings");
  requestAnimationFrame(() => phone?.classList.add("rings"));
}

// --- clock, tours, story --------------------------------------------------------------------------

function directed(theShow) {
  show = theShow;
  setClock(show);
  $("#reset").hidden = !show?.resets;
  if (!show) return;
  $("#reset").ariaDisabled = String(show.busy);
  const toursNow = JSON.stringify([show.tours, show.tour, show.showing, language]);
  if (toursNow !== toursShown) highlight(showTours($("aside.tours"), show));
  toursShown = toursNow;
  showStory($("footer.story"), show.story);
  const [, who] = show.story?.line.match(/^(\S+) [<>]/) ?? [];
  if (who) highlight([...people.values()].find(({ name }) => name.startsWith(`${who} `))?.id ?? null);
}

function highlight(who) {
  for (const phone of document.querySelectorAll(".phone")) phone.classList.toggle("next", phone.dataset.person === String(who));
  if (who !== null && people.has(who)) {
    openPhone(who);
    noteOpen();
    open.get(who).element.classList.add("next");
    open.get(who).element.scrollIntoView({ inline: "nearest", block: "nearest" });
  }
}

// --- the page itself ------------------------------------------------------------------------------

function relabel() {
  fillIn();
  $("#language").textContent = say("language");
  $("#language").lang = language === "pl" ? "en" : "pl";
  const ids = [...open.keys()];
  open.clear();
  $("#phones").replaceChildren();
  ids.forEach(openPhone);
  chips.show();
  directed(show);
}

$("#language").onclick = () => (otherLanguage(), relabel());
$("#reset").onclick = () => {
  if (show?.busy) return;
  $("dialog.ask").returnValue = "";
  $("dialog.ask").showModal();
};
$("dialog.ask").onclose = ({ target }) => target.returnValue === "yes" && tell({ do: "direct", what: "reset" });
$(".skip").onclick = (event) => {
  event.preventDefault();
  const [first] = open.values();
  (first ?? $("#phones")).focus();
};
roving($(".controls"));
document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenus());
document.addEventListener("pointerdown", ({ target }) => {
  for (const menu of document.querySelectorAll("details[open]")) if (!menu.contains(target)) menu.open = false;
});
folding($("aside.tours"));
relabel();
connect(
  (event) => hear[event.on]?.(event),
  (isLost) => {
    $(".lost").hidden = !isLost;
    wasLost ||= isLost;
  },
);
