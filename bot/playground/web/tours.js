// The guided tour and the story that is being played.

import { el } from "./dom.js";
import { tell } from "./live.js";
import { ofBoth, say } from "./words.js";

const FOLD = "guide-folded";

/** Show the tours in the panel; returns whose phone the next step is about. */
export function showTours(panel, { tours, tour }) {
  const body = panel.querySelector(".body");
  panel.hidden = tours.length === 0;
  const current = tours.find(({ id }) => id === tour);
  const choices = tours.map(({ id, title }) => {
    const chosen = { type: "button", ariaPressed: String(id === tour), onclick: () => tell({ do: "direct", what: `tour:${id}` }) };
    return el("button.tour", chosen, ofBoth(title));
  });
  const begun = current ? steps(current) : [];
  keepFocus(body, () => body.replaceChildren(el("p", {}, say("tourIntro")), el(".choices", {}, ...choices), ...begun));
  return current?.steps.find(({ done }) => !done)?.who ?? null;
}

/** The panel folds to its heading; that is remembered. */
export function folding(panel) {
  const heading = panel.querySelector(".fold");
  const fold = (isFolded) => {
    heading.ariaExpanded = String(!isFolded);
    panel.classList.toggle("folded", isFolded);
    panel.querySelector(".body").hidden = isFolded;
  };
  heading.onclick = () => {
    const isFolded = heading.ariaExpanded === "true";
    localStorage.setItem(FOLD, isFolded ? "yes" : "");
    fold(isFolded);
  };
  fold(Boolean(localStorage.getItem(FOLD)));
}

function steps({ steps: all }) {
  const next = all.findIndex(({ done }) => !done);
  const listed = all.map(({ text, done }, number) => {
    const isNext = number === next;
    const state = done ? say("done") : isNext ? say("next") : "";
    const ariaLabel = [number + 1, state].filter(Boolean).join(", ");
    const mark = el("span.mark", { role: "img", ariaLabel }, done ? "✓" : `${number + 1}`);
    const item = el("li", { dataset: { step: number, done: String(done) } }, mark, el("span", {}, ofBoth(text)));
    if (isNext) item.setAttribute("aria-current", "step");
    return item;
  });
  const end = el("button.end", { type: "button", onclick: () => tell({ do: "direct", what: "tour:" }) }, say("tourEnd"));
  return [el("ol", { role: "list" }, ...listed), next < 0 ? el("p.finished", { role: "status" }, say("tourDone")) : null, end].filter(Boolean);
}

export function showStory(bar, story) {
  bar.hidden = !story;
  if (!story) return;
  const progress = el("progress", { value: story.at, max: story.of, ariaLabel: say("playing", story) });
  bar.replaceChildren(el("span", {}, say("playing", story)), progress, el("code", {}, story.line));
}

/** Replace what is in an element without taking the focus away from a button that is made anew. */
export function keepFocus(element, replace) {
  const buttons = () => [...element.querySelectorAll("button")];
  const at = buttons().indexOf(document.activeElement);
  replace();
  if (at >= 0) buttons()[at]?.focus();
}
