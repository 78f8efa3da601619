// Text with Telegram's entities as nodes. Offsets count UTF-16 units, as JavaScript does; text is never read as HTML.

import { el } from "./dom.js";
import { say } from "./words.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", blockquote: "blockquote" };
const SAFE = /^(https?|tg|mailto):/i;

/** `does`: open(url), command(text), copy(text). */
export function rich(text, entities = [], does) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, ordered, 0, text.length, does);
}

function nodes(text, entities, from, to, does) {
  const found = [];
  let at = from;
  entities.forEach((entity, index) => {
    // of one that began inside another and ends behind it, the rest is an element of its own
    const begin = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (begin >= end) return;
    if (begin > at) found.push(text.slice(at, begin));
    found.push(wrapped(entity, text.slice(begin, end), nodes(text, entities.slice(index + 1), begin, end, does), does));
    at = end;
  });
  if (at < to) found.push(text.slice(at, to));
  return found;
}

function wrapped(entity, words, inside, does) {
  const tag = PLAIN[entity.type];
  if (tag) return el(tag, {}, ...inside);
  switch (entity.type) {
    case "code":
      return el("button.code", { type: "button", ariaLabel: say("copy", { text: words }), onclick: () => does.copy(words) }, ...inside);
    case "pre":
      return program(words, inside, does);
    case "text_link":
      return link(whole(entity.url), inside, does);
    case "url":
      return link(whole(words), inside, does);
    case "email":
      return link(`mailto:${words}`, inside, does);
    case "bot_command":
      return el("button.command", { type: "button", onclick: () => does.command(words) }, ...inside);
    case "spoiler": {
      const hidden = el("span.hidden", { ariaHidden: "true" }, ...inside);
      const cover = el("button.spoiler", { type: "button", ariaLabel: say("reveal") }, hidden);
      cover.onclick = () => cover.replaceWith(...hidden.childNodes);
      return cover;
    }
    case "expandable_blockquote":
      return expandable(inside);
    default:
      return el("span.name", {}, ...inside);
  }
}

function program(words, inside, does) {
  const copying = el("button.copy", { type: "button", ariaLabel: say("copyAll"), onclick: () => does.copy(words) }, "📋");
  return el(".program", {}, el("pre", { tabIndex: 0 }, el("code", {}, ...inside)), copying);
}

function expandable(inside) {
  const quoted = el(".short", {}, ...inside);
  const more = el("button.expand", { type: "button", ariaLabel: say("expand"), ariaExpanded: "false" }, "▾");
  more.onclick = () => {
    const isShort = quoted.classList.toggle("short");
    more.ariaExpanded = String(!isShort);
    more.textContent = isShort ? "▾" : "▴";
  };
  return el("blockquote.expandable", {}, quoted, more);
}

/** An address as a browser takes it; people leave out how it begins. */
const whole = (url) => (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(url) ? url : `https://${url}`);

/** Whether a link may be opened at all. */
export const isSafe = (url) => SAFE.test(url);

function link(url, inside, does) {
  if (!isSafe(url)) return el("span", {}, ...inside);
  const anchor = el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...inside);
  anchor.onclick = (event) => does.open(url) && event.preventDefault();
  return anchor;
}
