// One phone: its messages, the bot's keyboard, and what its owner can do.

import { composer } from "./composer.js";
import { el } from "./dom.js";
import { bubble } from "./message.js";
import { tell } from "./live.js";
import { ofBoth, say } from "./words.js";

const TOAST = 4000;
const TYPING = 5000;

export class Phone {
  constructor(person, about, page) {
    this.person = person;
    this.page = page;
    const name = person.name;
    this.messages = el(".messages", { lang: person.language || "pl" });
    const log = { role: "log", ariaLive: "polite", ariaLabel: say("messages", { name }), tabIndex: 0 };
    this.log = el(".log", log, this.messages);
    this.log.onscroll = () => this.#askForOlder();
    this.typing = el(".typing", { hidden: true }, say("typing"));
    this.toastBox = el(".toast", { role: "status" });
    this.below = el(".below");
    const label = [name, ofBoth(about)].filter(Boolean).join(", ");
    this.element = el(
      "section.phone",
      { dataset: { person: person.id }, ariaLabel: label },
      this.#head(name, ofBoth(about)),
      el(".screen", {}, this.log, this.toastBox),
      this.typing,
      this.below,
    );
    this.element.addEventListener("pointerdown", () => page.touched(person.id));
    this.element.addEventListener("focusin", () => page.touched(person.id));
    this.messages.append(...person.phone.messages.map((message) => this.#bubble(message)));
    this.settle();
  }

  #head(name, about) {
    this.blocking = el("button.switch", { type: "button", role: "switch" }, say("block"));
    this.blocking.onclick = () => this.#do({ do: "block", blocked: this.person.phone.bot !== "kicked" });
    const closing = el("button.close", { type: "button", ariaLabel: say("close", { name }) }, "✕");
    closing.onclick = () => this.page.close(this.person.id);
    const more = el("summary", { ariaLabel: say("more", { name }) }, "⋮");
    return el(
      "header",
      {},
      avatar(this.person),
      el(".who", {}, el("h2", {}, name), el("p", {}, about)),
      el("details.more", {}, more, el(".menu", {}, this.blocking)),
      closing,
    );
  }

  #do(deed) {
    tell({ who: this.person.id, ...deed });
  }

  #bubble(message) {
    return bubble(message, {
      open: (url) => this.page.isBot(url) && (this.#do({ do: "link", url }), true),
      command: (text) => this.#do({ do: "say", text }),
      tap: (button, element) => this.#tap(message, button, element),
    });
  }

  #tap(message, button, element) {
    if (button.copy_text) return navigator.clipboard?.writeText(button.copy_text.text).then(() => this.toast(say("copied")));
    if (!button.url) {
      element.classList.add("waiting");
      return this.#do({ do: "tap", message: message.message_id, data: button.callback_data });
    }
    if (this.page.isBot(button.url)) return this.#do({ do: "link", url: button.url });
    return window.open(button.url, "_blank", "noopener,noreferrer");
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
    this.typing.hidden = true;
    const old = this.#find(message.message_id);
    const made = this.#bubble(message);
    if (!old) return this.messages.append(made);
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(made);
    if (hadFocus) (made.querySelector("button") ?? this.log).focus();
  }

  remove(id) {
    this.#find(id)?.remove();
  }

  older(messages) {
    this.asking = false;
    this.messages.prepend(...messages.map((message) => this.#bubble(message)));
  }

  isTyping() {
    this.typing.hidden = false;
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => (this.typing.hidden = true), TYPING);
  }

  answered({ text, alert, message, data }) {
    const buttons = this.#find(message)?.querySelectorAll(".waiting") ?? [];
    for (const button of buttons) if (button.dataset.data === data) button.classList.remove("waiting");
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
    const { person } = this;
    const isBlocked = person.phone.bot === "kicked";
    this.blocking.ariaChecked = String(isBlocked);
    const typed = this.below.querySelector("textarea");
    const draft = typed?.value ?? "";
    const hadFocus = typed !== null && typed === document.activeElement;
    this.below.replaceChildren(...composer(person, (deed) => this.#do(deed)));
    const box = this.below.querySelector("textarea");
    if (box) box.value = draft;
    if (box && hadFocus) box.focus();
  }
}

export function avatar(person) {
  const initials = person.name.split(" ").map((word) => word[0]).slice(0, 2).join("");
  return el(`span.avatar.hue${person.id % 6}`, { ariaHidden: "true" }, initials);
}
