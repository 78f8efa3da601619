// Below the messages: START, the bot's own keyboard, and the line to write in.

import { el } from "./dom.js";
import { roving } from "./roving.js";
import { hum, isRecording, startRecording, stopRecording } from "./voice.js";
import { fold, say } from "./words.js";

const PLACES = {
  Kraków: [50.0617, 19.9373],
  Niepołomice: [50.0339, 20.2172],
  Skawina: [49.9754, 19.8284],
  Wieliczka: [49.9871, 20.0648],
};

/**
 * Elements for the state a phone is in; `act(deed)` does something as its owner, and says whether it could be told;
 * `edit(message)` begins to edit an own message, the newest one if none is named, or with null leaves it.
 */
export function composer(person, act, edit) {
  const { phone } = person;
  if (phone.bot === "deactivated") return [el("p.blocked", {}, say("deactivated"))];
  if (phone.bot === "kicked") {
    const again = el("button.start", { type: "button", onclick: () => act({ do: "block", blocked: false }) }, say("unblock"));
    return [el("p.blocked", {}, say("blocked")), again];
  }
  const start = el("button.start", { type: "button", onclick: () => act({ do: "start" }) }, say("start"));
  return [phone.bot === "left" ? start : null, editing(person, edit), line(person, act, edit), replyKeyboard(person, act)].filter(Boolean);
}

function editing({ editing: message }, edit) {
  if (!message) return null;
  const leave = el("button", { type: "button", ariaLabel: say("editNot"), onclick: () => edit(null) }, "✕");
  return el(".editing", {}, el("span", {}, `✎ ${say("editing")}`), leave);
}

function line(person, act, edit) {
  const name = person.name;
  const placeholder = person.phone.keyboard?.input_field_placeholder ?? "";
  const box = el("textarea", { rows: 1, ariaLabel: say("write", { name }), placeholder, enterKeyHint: "send", dir: "auto" });
  const { editing: message } = person;
  box.value = (message ? message.text : person.draft) ?? "";
  box.oninput = () => (message ? (message.text = box.value) : (person.draft = box.value));
  const send = () => {
    if (!box.value.trim()) return;
    const said = { do: "say", text: box.value, replyTo: person.phone.asksReply ?? undefined };
    if (!act(message ? { do: "edit", message: message.id, text: box.value } : said)) return;
    if (message) edit(null);
    else person.draft = box.value = "";
  };
  box.onkeydown = (event) => {
    if (event.key === "ArrowUp" && !box.value) edit();
    if (event.key === "Escape" && message) edit(null);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const sending = el("button.send", { type: "button", ariaLabel: `${say("send")}, ${name}`, onclick: () => (send(), box.focus()) }, "➤");
  // the Tab key comes to the box first
  return el(".line", {}, box, sending, commands(person, act), attaching(person, act));
}

function commands(person, act) {
  if (!person.phone.menu.length) return null;
  const offered = person.phone.menu.map(({ command, description }) => {
    const words = [el("b", {}, `/${command}`), ` ${description}`];
    return el("button", { type: "button", onclick: () => (closeMenus(), act({ do: "say", text: `/${command}` })) }, ...words);
  });
  return menu("commands", say("commands", { name: person.name }), "/", offered);
}

function attaching(person, act) {
  const items = [
    item("photo", say("photo"), () => pick("image/png,image/jpeg,image/gif,image/webp", (file) => send("photo", file))),
    item("video", say("video"), () => pick("video/*", (file) => send("video", file))),
    item("document", say("document"), () => pick("", (file) => send("document", file))),
    voice(person, (blob, seconds) => send("voice", blob, { seconds })),
    item("sticker", say("sticker"), () => (closeMenus(), act({ do: "sticker", emoji: "👍" }))),
    item("location", say("location"), () => {
      const place = askForPlace();
      closeMenus();
      if (place) act({ do: "location", latitude: place[0], longitude: place[1] });
    }),
  ];
  async function send(kind, file, more = {}) {
    const caption = kind === "voice" ? "" : prompt(say("caption"));
    closeMenus();
    if (caption === null) return;
    const about = { name: file.name, mime: file.type || "application/octet-stream", caption, ...more };
    act({ do: kind, data: await base64(file), ...about });
  }
  return menu("attach", say("attach", { name: person.name }), "📎", items);
}

function item(kind, words, does) {
  const made = el("button", { type: "button", dataset: { kind } }, words);
  made.onclick = () => does(made);
  return made;
}

function menu(kind, ariaLabel, sign, items) {
  return el(`details.${kind}`, {}, el("summary", { ariaLabel }, sign), el(".menu", {}, ...items));
}

/** Close every menu that is open, and give the focus back to what has opened it. */
export function closeMenus() {
  for (const open of document.querySelectorAll("details[open]")) {
    if (open.contains(document.activeElement)) open.querySelector("summary").focus();
    open.open = false;
  }
}

function pick(accept, taken) {
  const chooser = el("input", { type: "file", accept });
  chooser.onchange = () => chooser.files[0] && taken(chooser.files[0]);
  chooser.click();
}

/** Until a place is known by its name, or by coordinates as they stand in the address of a map; null: none. */
function askForPlace() {
  const names = Object.keys(PLACES);
  for (let words = names[0]; ; ) {
    words = prompt(say("where", { places: names.join(", ") }), words);
    if (words === null) return null;
    const name = names.find((known) => fold(known) === fold(words));
    const numbers = words.match(/(-?\d+\.\d+)[^\d-]+(-?\d+\.\d+)/);
    if (name || numbers) return PLACES[name] ?? numbers.slice(1).map(Number);
  }
}

/** One press begins to record, the next one sends. */
function voice({ id }, taken) {
  const name = () => say(isRecording(id) ? "stop" : "voice");
  return item("voice", name(), async (button) => {
    if (isRecording(id)) stopRecording(id);
    else if (!(await startRecording(id, taken)) && !isRecording(id)) hum(taken);
    button.textContent = name();
  });
}

const base64 = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",")[1] ?? "");
    reader.readAsDataURL(file);
  });

function replyKeyboard(person, act) {
  const rows = person.phone.keyboard?.keyboard;
  if (!rows) return null;
  const button = (each) => el("button", { type: "button", onclick: () => act({ do: "key", button: each }) }, each.text);
  const label = { role: "group", ariaLabel: say("keyboard", { name: person.name }) };
  const group = el(".keyboard.reply", label, ...rows.map((row) => el(".row", {}, ...row.map((each) => button(typeof each === "string" ? { text: each } : each)))));
  roving(group);
  return group;
}
