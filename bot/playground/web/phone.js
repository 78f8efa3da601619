// One phone: its messages, the bot's keyboard, and what its owner can do.

import { composer } from "./composer.js";
import { el } from "./dom.js";
import { isSafe } from "./entities.js";
import { tell } from "./live.js";
import { bubble } from "./message.js";
import { roving } from "./roving.js";
import { ofBoth, say } from "./words.js";

const TOAST = 4000;
const TYPING = 5000;
const ANSWERING = 5000;

export class Phone {
  constructor(person, about, page) {
    this.person = person;
    this.page = page;
    const name = person.name;
    this.messages = el(".messages", { lang: person.language || "pl" });
    const log = { role: "log", ariaLive: "polite", ariaLabel: say("messages", { name }), tabIndex: 0 };
    this.log = el(".log", log, this.messages);
    this.log.onscroll = () => this.#askForOlder();
    roving(this.log, () => [...this.messages.querySelectorAll(".message:has(.keyboard)")].at(-1)?.querySelector(".keyboard button") ?? this.messages.querySelector("button, a[href]"));
    this.typing = el("p.typing", { hidden: true }, say("typing"));
    this.toastBox = el(".toast", { role: "status" });
    this.below = el(".below");
    const label = [name, ofBoth(about)].filter(Boolean).join(", ");
    this.element = el(
      "section.phone",
      { dataset: { person: person.id }, ariaLabel: label },
      el(".owner", {}, avatar(person), el("h2", {}, name), el("p", {}, ofBoth(about))),
      el(".head", {}, el("span.face", { ariaHidden: "true" }, "🥨"), el("p.who", {}, page.bot().name), this.typing, el("p.what", {}, say("bot"))),
      el(".screen", {}, this.log, this.toastBox),
      this.below,
      this.#handles(name),
    );
    this.element.addEventListener("pointerdown", () => page.touched(person.id));
    this.element.addEventListener("focusin", () => page.touched(person.id));
    this.messages.append(...person.phone.messages.map((message) => this.#bubble(message)));
    this.#markDays();
    this.settle();
  }

  /** They stand at the top; the Tab key comes to them last. */
  #handles(name) {
    this.blocking = el("button.switch", { type: "button", role: "switch" }, say("block"));
    this.blocking.onclick = () => this.#do({ do: "block", blocked: this.person.phone.bot !== "kicked" });
    const closing = el("button.close", { type: "button", ariaLabel: say("close", { name }) }, "✕");
    closing.onclick = () => this.page.close(this.person.id);
    const more = el("summary", { ariaLabel: say("more", { name }) }, "⋮");
    return el(".handles", {}, closing, el("details.more", {}, more, el(".menu", {}, this.blocking)));
  }

  /** To where one writes, or begins. A finger would get a keyboard over half of the screen. */
  focus() {
    const isTouched = matchMedia("(pointer: coarse)").matches;
    (isTouched ? this.log : this.#box).focus({ preventScroll: true });
  }

  get #box() {
    return this.below.querySelector("textarea") ?? this.below.querySelector("button") ?? this.log;
  }

  #do(deed) {
    return tell({ who: this.person.id, ...deed });
  }

  #bubble(message) {
    return bubble(message, {
      open: (url) => this.page.isBot(url) && (this.#do({ do: "link", url }), true),
      command: (text) => this.#do({ do: "say", text }),
      copy: (text) => this.#copy(text),
      edit: () => this.#edit(message),
      tap: (button, element) => this.#tap(message, button, element),
    });
  }

  #tap(message, button, element) {
    const { copy_text: copied, url, callback_data: data } = button;
    this.tappedAt = performance.now();
    if (copied) this.#copy(copied.text);
    else if (!url) element.ariaBusy = this.#do({ do: "tap", message: message.message_id, data }) ? "true" : null;
    else if (this.page.isBot(url)) this.#do({ do: "link", url });
    else if (isSafe(url)) window.open(url, "_blank", "noopener,noreferrer");
  }

  async #copy(text) {
    await navigator.clipboard?.writeText(text);
    this.toast(say("copied"));
  }

  #edit(message = this.person.phone.messages.findLast(({ from, text }) => !from.is_bot && text)) {
    this.person.editing = message && { id: message.message_id, text: message.text ?? message.caption };
    this.settle();
    this.#box.focus();
  }

  #find(id) {
    return this.messages.querySelector(`[data-id="${id}"]`);
  }

  #askForOlder() {
    const { scrollTop, clientHeight, scrollHeight } = this.log;
    if (!this.person.phone.older || this.asking || clientHeight - scrollTop < scrollHeight - 80) return;
    this.asking = true;
    this.#do({ do: "older", before: Number(this.messages.firstElementChild.dataset.id) });
  }

  put(message) {
    const isMine = !message.from.is_bot;
    if (!isMine) this.typing.hidden = true;
    const old = this.#find(message.message_id);
    const made = this.#bubble(message);
    if (!old) {
      this.messages.append(made);
      markDay(made);
      if (isMine) this.log.scrollTop = 0;
      else if (this.#awaitsAnswer()) made.querySelector(".keyboard button")?.focus();
      return;
    }
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(made);
    markDay(made);
    if (hadFocus) (made.querySelector(".keyboard button") ?? this.log).focus();
  }

  /** Whether somebody has just tapped here and waits: the focus then goes to the newest button. */
  #awaitsAnswer() {
    return this.log.contains(document.activeElement) && performance.now() - this.tappedAt < ANSWERING;
  }

  remove(id) {
    const old = this.#find(id);
    if (old?.contains(document.activeElement)) this.log.focus();
    old?.remove();
    this.#markDays();
  }

  older(messages) {
    this.asking = false;
    this.messages.prepend(...messages.map((message) => this.#bubble(message)));
    this.#markDays();
  }

  #markDays() {
    for (const message of this.messages.children) markDay(message);
  }

  isTyping() {
    this.typing.hidden = false;
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => (this.typing.hidden = true), TYPING);
  }

  answered({ text, alert, message, data }) {
    const buttons = this.#find(message)?.querySelectorAll("[aria-busy]") ?? [];
    for (const button of buttons) if (button.dataset.data === data) button.ariaBusy = null;
    if (text && alert) this.page.alert(text);
    else if (text) this.toast(text);
  }

  toast(text) {
    this.toastBox.textContent = text;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => (this.toastBox.textContent = ""), TOAST);
  }

  /** What is below the messages, as the phone is now. */
  settle() {
    const { bot, keyboard, menu, asksReply } = this.person.phone;
    const state = JSON.stringify([bot, keyboard, menu, asksReply, this.person.editing?.id]);
    if (state === this.settled) return;
    this.settled = state;
    this.blocking.ariaChecked = String(bot === "kicked");
    const hadFocus = this.below.contains(document.activeElement);
    this.below.replaceChildren(...composer(this.person, (deed) => this.#do(deed), (message) => this.#edit(message)));
    if (hadFocus) this.#box.focus();
  }
}

/** The first message of a day has the date above it. */
function markDay(message) {
  message.classList.toggle("begins", message.previousElementSibling?.dataset.day !== message.dataset.day);
}

export function avatar(person) {
  const initials = person.name.split(" ").map((word) => word[0]).slice(0, 2).join("");
  return el(`span.avatar.hue${person.id % 6}`, { ariaHidden: "true" }, initials);
}
