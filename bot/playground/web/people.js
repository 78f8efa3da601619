// The people as chips: who there is, whose phone is open, and how many messages nobody has looked at yet.

import { el } from "./dom.js";
import { avatar } from "./phone.js";
import { roving } from "./roving.js";
import { keepFocus } from "./tours.js";
import { fold, say } from "./words.js";

export class Chips {
  /** `of`: all(), about(id), isOpen(id), chosen(id), found(id). */
  constructor(nav, of) {
    this.list = nav.querySelector(".chips");
    this.of = of;
    this.unread = new Map();
    this.changed = new Set();
    this.#search(nav.querySelector("input"));
    roving(nav);
  }

  show() {
    const hidden = new Set(this.#hidden.map(({ dataset }) => dataset.personChip));
    keepFocus(this.list, () => this.list.replaceChildren(...[...this.of.all()].map((person) => this.#chip(person))));
    for (const chip of this.list.children) chip.hidden = hidden.has(chip.dataset.personChip);
  }

  find(id) {
    return this.list.querySelector(`[data-person-chip="${id}"]`);
  }

  get #hidden() {
    return [...this.list.querySelectorAll("[hidden]")];
  }

  /** Whoever has all the words in the name or in what they are, in any order; Enter takes the first. */
  #search(box) {
    box.oninput = () => {
      const words = fold(box.value).split(/\s+/);
      for (const chip of this.list.children) {
        const who = fold(chip.querySelector(".name").innerText);
        chip.hidden = !words.every((word) => who.includes(word));
      }
    };
    box.onkeydown = ({ key }) => {
      const first = this.list.querySelector("button:not([hidden])");
      if (key !== "Escape" && (key !== "Enter" || !first || !box.value)) return;
      box.value = "";
      box.oninput();
      if (key === "Enter") this.of.found(Number(first.dataset.personChip));
    };
  }

  /** A message has come that nobody has looked at. */
  ring(id) {
    this.unread.set(id, (this.unread.get(id) ?? 0) + 1);
    this.#later(id);
  }

  read(id) {
    if (this.unread.delete(id)) this.#later(id);
  }

  #chip(person) {
    const { id, name } = person;
    const n = this.unread.get(id) ?? 0;
    const about = this.of.about(id);
    const who = [name, about].filter(Boolean).join(", ");
    const state = { ariaPressed: String(this.of.isOpen(id)), ariaLabel: n ? say("unread", { who, n }) : who };
    return el(
      "button.chip",
      { type: "button", dataset: { personChip: id }, ...state, onclick: () => this.of.chosen(id) },
      avatar(person),
      el("span.name", {}, name, el("small", {}, about)),
      n ? el("span.badge", { ariaHidden: "true" }, String(n)) : null,
    );
  }

  /** Chips are made anew once a frame, however many messages have come. */
  #later(id) {
    if (this.changed.size === 0) requestAnimationFrame(() => this.#refresh());
    this.changed.add(id);
  }

  #refresh() {
    const people = new Map([...this.of.all()].map((person) => [person.id, person]));
    for (const id of this.changed) {
      const old = this.find(id);
      if (!old || !people.has(id)) continue;
      const hadFocus = old === document.activeElement;
      const made = this.#chip(people.get(id));
      made.hidden = old.hidden;
      old.replaceWith(made);
      if (hadFocus) made.focus();
    }
    this.changed.clear();
  }
}
