// The page: who there is, whose phones are open, the clock, and what the playground tells of them.

import { closeMenus } from "./composer.js";
import { el } from "./dom.js";
import { connect, tell } from "./live.js";
import { Phone, avatar } from "./phone.js";
import { keepFocus, showStory, showTours } from "./tours.js";
import { fillIn, language, locale, ofBoth, otherLanguage, say } from "./words.js";

const $ = (selector) => document.querySelector(selector);
const NEWEST = 50;

const people = new Map();
const open = new Map();
const unread = new Map();
let show = null;
let shownAt = 0;
let bot = {};

const page = {
  close: (id) => closePhone(id),
  touched: (id) => markRead(id),
  alert(text) {
    $("#alert-text").textContent = text;
    $("dialog.alert").showModal();
  },
  isBot: (url) => new RegExp(`^https://t\\.me/${bot.username}(\\?|/?$)`, "i").test(url),
};

const hear = {
  world({ bot: theBot, people: all, show: theShow }) {
    bot = theBot;
    people.clear();
    unread.clear();
    all.forEach((person) => people.set(person.id, person));
    $("#phones").replaceChildren();
    open.clear();
    directed(theShow);
    for (const id of wanted()) openPhone(id);
    showPeople();
  },
  person({ person }) {
    people.set(person.id, person);
    if (show?.story || isAllWanted()) openPhone(person.id);
    showPeople();
  },
  message({ chat, message }) {
    const { phone } = people.get(chat);
    const at = phone.messages.findIndex(({ message_id }) => message_id === message.message_id);
    if (at >= 0) phone.messages[at] = message;
    else phone.messages.push(message);
    open.get(chat)?.put(message);
    if (at < 0 && message.from.is_bot) ring(chat);
    if (!message.from.is_bot) markRead(chat);
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
  person.phone.messages = person.phone.messages.slice(-NEWEST);
  const phone = new Phone(person, show?.about[id], page);
  open.set(id, phone);
  $("#phones").append(phone.element);
  markRead(id);
}

function closePhone(id) {
  const chip = $(`[data-person-chip="${id}"]`);
  open.get(id).element.remove();
  open.delete(id);
  noteOpen();
  showPeople();
  chip?.focus();
}

function noteOpen() {
  if (!isAllWanted()) history.replaceState(null, "", `#${[...open.keys()].join(",")}`);
}

// --- the people -----------------------------------------------------------------------------------

function showPeople() {
  keepFocus($("nav.people"), () => $("nav.people").replaceChildren(...[...people.values()].map(chip)));
}

function chip(person) {
  const { id, name } = person;
  const n = unread.get(id) ?? 0;
  const about = ofBoth(show?.about[id]);
  const label = say(n ? "unread" : "person", { name, about, n });
  const button = el(
    "button.chip",
    { type: "button", dataset: { personChip: id }, ariaPressed: String(open.has(id)), ariaLabel: label },
    avatar(person),
    el("span.name", {}, name, el("small", {}, about)),
    n ? el("span.badge", { ariaHidden: "true" }, String(n)) : null,
  );
  button.onclick = () => {
    openPhone(id);
    noteOpen();
    showPeople();
    open.get(id).element.scrollIntoView({ inline: "center", block: "nearest" });
    open.get(id).log.focus({ preventScroll: true });
  };
  return button;
}

function ring(id) {
  const phone = open.get(id)?.element;
  if (phone?.contains(document.activeElement)) return;
  unread.set(id, (unread.get(id) ?? 0) + 1);
  later(id);
  phone?.classList.remove("rings");
  requestAnimationFrame(() => phone?.classList.add("rings"));
}

function markRead(id) {
  if (unread.delete(id)) later(id);
}

const changed = new Set();

/** Chips are made anew once a frame, however many messages have come. */
function later(id) {
  if (changed.size === 0) requestAnimationFrame(refreshChips);
  changed.add(id);
}

function refreshChips() {
  for (const id of changed) {
    const old = $(`[data-person-chip="${id}"]`);
    if (!old) continue;
    const hadFocus = old === document.activeElement;
    const made = chip(people.get(id));
    old.replaceWith(made);
    if (hadFocus) made.focus();
  }
  changed.clear();
}

// --- clock, tours, story --------------------------------------------------------------------------

function directed(theShow) {
  show = theShow;
  shownAt = Date.now();
  $(".clock").hidden = $(".jumps").hidden = $("#reset").hidden = !show;
  if (!show) return;
  tick();
  $(".clock .busy").hidden = !show.busy;
  const jumps = show.jumps.map(({ id, label }) =>
    el("button", { type: "button", disabled: show.busy, onclick: () => tell({ do: "direct", what: id }) }, ofBoth(label)),
  );
  if (jumpsShown !== `${show.busy}${language}${show.jumps.length}`) keepFocus($(".jumps"), () => $(".jumps").replaceChildren(...jumps));
  jumpsShown = `${show.busy}${language}${show.jumps.length}`;
  $("#reset").disabled = show.busy;
  const toursNow = JSON.stringify([show.tours, show.tour, language]);
  if (toursNow !== toursShown) highlight(showTours($("aside.tours"), show));
  toursShown = toursNow;
  showStory($("footer.story"), show.story);
  const [, who] = show.story?.line.match(/^(\S+) [<>]/) ?? [];
  if (who) highlight([...people.values()].find(({ name }) => name.startsWith(`${who} `))?.id ?? null);
}

let jumpsShown = "";
let toursShown = "";

function highlight(who) {
  for (const phone of document.querySelectorAll(".phone")) phone.classList.toggle("next", phone.dataset.person === String(who));
  if (who !== null && people.has(who)) {
    openPhone(who);
    open.get(who).element.classList.add("next");
    open.get(who).element.scrollIntoView({ inline: "nearest", block: "nearest" });
  }
}

function tick() {
  if (!show) return;
  const moment = new Date(new Date(show.now).getTime() + (show.busy ? 0 : Date.now() - shownAt));
  const clock = $("time[data-clock]");
  clock.dateTime = show.now;
  const format = { weekday: "short", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", second: "2-digit" };
  clock.textContent = moment.toLocaleString(locale(), { ...format, timeZone: "Europe/Warsaw" });
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
  showPeople();
  directed(show);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

$("#language").onclick = () => (otherLanguage(), relabel());
$("#theme").onclick = () => {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (isDark ? "dark" : "light");
  setTheme(now === "dark" ? "light" : "dark");
};
$("#reset").onclick = () => tell({ do: "direct", what: "reset" });
document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenus());
document.addEventListener("pointerdown", ({ target }) => {
  for (const menu of document.querySelectorAll("details[open]")) if (!menu.contains(target)) menu.open = false;
});
if (localStorage.getItem("theme")) setTheme(localStorage.getItem("theme"));
setInterval(tick, 1000);
relabel();
connect(
  (event) => hear[event.on]?.(event),
  (isLost) => ($(".lost").hidden = !isLost),
);
