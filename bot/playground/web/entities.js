// Text with Telegram's entities as nodes. Offsets count UTF-16 units, as JavaScript does; text is never read as HTML.

import { el } from "./dom.js";
import { say } from "./words.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote" };
const SAFE = /^(https?|tg|mailto|tel):/i;

/** `open(url)` is asked what a link does, `command(text)` what a command does. */
export function rich(text, entities = [], does) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, ordered, 0, text.length, does);
}

function nodes(text, entities, from, to, does) {
  const found = [];
  let at = from;
  entities.forEach((entity, index) => {
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || entity.offset >= to) return;
    if (entity.offset > at) found.push(text.slice(at, entity.offset));
    found.push(wrapped(entity, text.slice(entity.offset, end), nodes(text, entities.slice(index + 1), entity.offset, end, does), does));
    at = end;
  });
  if (at < to) found.push(text.slice(at, to));
  return found;
}

function wrapped(entity, words, inside, does) {
  const tag = PLAIN[entity.type];
  if (tag) return el(tag, {}, ...inside);
  switch (entity.type) {
    case "pre":
      return el("pre", { tabIndex: 0 }, el("code", {}, ...inside));
    case "text_link":
      return link(entity.url, inside, does);
    case "url":
      return link(/^\w+:/.test(words) ? words : `https://${words}`, inside, does);
    case "email":
      return link(`mailto:${words}`, inside, does);
    case "phone_number":
      return link(`tel:${words}`, inside, does);
    case "bot_command":
      return el("button.command", { type: "button", onclick: () => does.command(words) }, ...inside);
    case "spoiler": {
      const hidden = el("span.hidden", { ariaHidden: "true" }, ...inside);
      const cover = el("button.spoiler", { type: "button", ariaLabel: say("reveal") }, hidden);
      cover.onclick = () => cover.replaceWith(...hidden.childNodes);
      return cover;
    }
    case "expandable_blockquote": {
      const quote = el("blockquote.short", {}, ...inside);
      const more = el("button.expand", { type: "button", ariaLabel: say("expand") }, "▾");
      more.onclick = () => (quote.classList.remove("short"), more.remove());
      quote.append(more);
      return quote;
    }
    default:
      return el("span.name", {}, ...inside);
  }
}

function link(url, inside, does) {
  if (!SAFE.test(url)) return el("span", {}, ...inside);
  const anchor = el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...inside);
  anchor.onclick = (event) => does.open(url) && event.preventDefault();
  return anchor;
}
