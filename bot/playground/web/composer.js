// Below the messages: START, the bot's own keyboard, and the line to write in.

import { el } from "./dom.js";
import { hum, isRecording, startRecording, stopRecording } from "./voice.js";
import { say } from "./words.js";

const KRAKOW = { latitude: 50.0617, longitude: 19.9373 };

/** Elements for the state a phone is in; `act(deed)` does something as its owner, and says whether it could be told. */
export function composer(person, act) {
  const { phone } = person;
  if (phone.bot === "deactivated") return [el("p.blocked", {}, say("deactivated"))];
  if (phone.bot === "kicked") {
    const again = el("button.start", { type: "button", onclick: () => act({ do: "block", blocked: false }) }, say("unblock"));
    return [el("p.blocked", {}, say("blocked")), again];
  }
  const start = el("button.start", { type: "button", onclick: () => act({ do: "start" }) }, say("start"));
  return [phone.bot === "left" ? start : null, line(person, act), replyKeyboard(person, act)].filter(Boolean);
}

function line(person, act) {
  const name = person.name;
  const placeholder = person.phone.keyboard?.input_field_placeholder ?? "";
  const box = el("textarea", { rows: 1, ariaLabel: say("write", { name }), placeholder, enterKeyHint: "send", dir: "auto" });
  box.value = person.draft ?? "";
  box.oninput = () => (person.draft = box.value);
  const send = () => {
    const isTold = !box.value.trim() || act({ do: "say", text: box.value, replyTo: person.phone.asksReply ?? undefined });
    if (isTold) person.draft = box.value = "";
  };
  box.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const sending = el("button.send", { type: "button", ariaLabel: `${say("send")}, ${name}`, onclick: () => (send(), box.focus()) }, "➤");
  return el(".line", {}, commands(person, act), attaching(person, act), box, sending);
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
    item("document", say("document"), () => pick("", (file) => send("document", file))),
    voice(person, (blob, seconds) => send("voice", blob, { seconds })),
    item("location", say("location"), () => (closeMenus(), act({ do: "location", ...KRAKOW }))),
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
  return el(".keyboard.reply", label, ...rows.map((row) => el(".row", {}, ...row.map((each) => button(typeof each === "string" ? { text: each } : each)))));
}
