// One message as a bubble, with what hangs on it: a picture, a file, a place, buttons.

import { el } from "./dom.js";
import { rich } from "./entities.js";
import { language, locale, say } from "./words.js";

const TIME = { hour: "2-digit", minute: "2-digit" };
const DAY = { day: "numeric", month: "long" };
const written = new Map();

/** `does`: open(url), command(text), copy(text), edit(), tap(button, element). */
export function bubble(message, does) {
  const side = message.from.is_bot ? "in" : "out";
  const { text, caption } = message;
  const words = text ?? caption;
  const entities = message.entities ?? message.caption_entities;
  return el(
    `article.message.${side}`,
    { dataset: { id: message.message_id, day: at(message.date, DAY) } },
    el(
      ".bubble",
      {},
      quoted(message.reply_to_message),
      attachment(message),
      words === undefined ? null : el(".text", { dir: "auto" }, ...rich(words, entities, does)),
      el(".when", { lang: language }, ...notes(message, side, words, does), time(message.date)),
    ),
    keyboard(message.reply_markup?.inline_keyboard, does),
  );
}

/** How it came, and with one's own words a pencil. */
function notes({ edit_date: isEdited, silent: isSilent }, side, words, does) {
  const pencil = () => el("button.edit", { type: "button", ariaLabel: say("edit", { text: words }), onclick: does.edit }, "✎");
  return [
    side === "out" && words ? pencil() : null,
    isSilent ? el("span", { role: "img", ariaLabel: say("silent"), title: say("silent") }, "🔕 ") : null,
    isEdited ? `${say("edited")} ` : null,
  ].filter(Boolean);
}

function time(seconds) {
  return el("time", { dateTime: new Date(seconds * 1000).toISOString() }, at(seconds, TIME));
}

/** A moment in words. A way of writing is kept: to make one takes long, and there are thousands of messages. */
function at(seconds, options) {
  const way = `${locale()} ${options.day}`;
  if (!written.has(way)) written.set(way, new Intl.DateTimeFormat(locale(), { ...options, timeZone: "Europe/Warsaw" }));
  return written.get(way).format(seconds * 1000);
}

function quoted(reply) {
  if (!reply) return null;
  const text = reply.text ?? reply.caption ?? "…";
  return el(".quoted", { dir: "auto", ariaLabel: say("reply", { text }), role: "note" }, text);
}

function attachment(message) {
  const { photo, document: file, voice, video, venue, location: place, contact, sticker } = message;
  if (photo) {
    const { file_id, width, height } = photo.at(-1);
    const picture = el("img.photo", { src: source(file_id), width, height, alt: say("photo"), loading: "lazy" });
    return el("a", { href: source(file_id), target: "_blank", rel: "noopener" }, picture);
  }
  if (file) {
    const about = { href: source(file.file_id), download: file.file_name, ariaLabel: say("download", { name: file.file_name }) };
    return el("a.file", about, el("span", { ariaHidden: "true" }, "📎 "), file.file_name, el("small", {}, size(file.file_size)));
  }
  if (voice) return el("audio.voice", { src: source(voice.file_id), controls: true, ariaLabel: say("voice") });
  if (video) return el("video.photo", { src: source(video.file_id), controls: true, ariaLabel: say("video") });
  if (venue) return el(".place", {}, el("strong", {}, `📍 ${venue.title}`), el("span", {}, venue.address));
  if (place) return el(".place", {}, el("strong", {}, "📍"), el("span", {}, `${place.latitude.toFixed(4)}, ${place.longitude.toFixed(4)}`));
  if (contact) return el(".place", {}, el("strong", {}, `👤 ${contact.first_name}`), el("span", {}, contact.phone_number));
  if (sticker) return el(".sticker", { role: "img", ariaLabel: say("sticker") }, sticker.emoji ?? "🏷");
  return null;
}

const source = (file) => `/page/files/${file}`;
const size = (bytes) => (bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`);

function keyboard(rows, does) {
  if (!rows?.length) return null;
  const button = (each) => {
    const words = each.url ? `${each.text} ↗` : each.text;
    const made = el("button", { type: "button", dataset: { data: each.callback_data ?? "" } }, words);
    made.onclick = () => does.tap(each, made);
    return made;
  };
  return el(".keyboard", {}, ...rows.map((row) => el(".row", {}, ...row.map(button))));
}
