// The guided tour and the story that is being played.

import { el } from "./dom.js";
import { tell } from "./live.js";
import { roving } from "./roving.js";
import { ofBoth, say } from "./words.js";

const FOLD = "guide-folded";

/** Show the tours in the panel; returns whose phone the next step is about. */
export function showTours(panel, { what, tours: all, tour, showing, resets }) {
  const body = panel.querySelector(".body");
  panel.hidden = all.length === 0;
  if (panel.hidden) return null;
  const [itself, ...tours] = all;
  const current = all.find(({ id }) => id === tour);
  const choices = tours.map(({ id, title }) => begin("tour", id, ofBoth(title)));
  const shared = resets ? "" : say("shared");
  const isNew = !itself.steps[0].done;
  const intro = [
    el("p.pitch", {}, ofBoth(what)),
    isNew ? begin("play.main", itself.id, `▶️ ${ofBoth(itself.title)}`) : "",
    el("p", {}, `${say("tourIntro")} ${shared}`),
  ];
  const begun = current ? steps(current, showing ? say("stopShowing") : say("tourEnd"), following(tours, current)) : intro;
  keepFocus(body, () => body.replaceChildren(...begun, el(".choices", {}, ...choices)));
  const now = body.querySelector(".finished, [aria-current]");
  if (now) now.scrollIntoView({ block: "nearest" });
  else panel.scrollTop = 0;
  return current?.steps.find(({ done }) => !done)?.who ?? null;
}

function begin(kind, id, words) {
  return el(`button.${kind}`, { type: "button", onclick: () => tell({ do: "direct", what: `tour:${id}` }) }, words);
}

/** The first tour after this one that is not done yet. */
function following(tours, current) {
  const at = tours.indexOf(current);
  return [...tours.slice(at + 1), ...tours.slice(0, Math.max(at, 0))].find((tour) => tour.steps.some(({ done }) => !done));
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
  roving(panel);
}

function steps({ title, steps: all }, ending, following) {
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
  const isOver = next < 0;
  return [
    el("h2", {}, ofBoth(title)),
    el("ol", { role: "list" }, ...listed),
    isOver ? el("p.finished", { role: "status" }, say("tourDone")) : null,
    isOver && following ? begin("next.main", following.id, say("tourNext", { title: ofBoth(following.title) })) : null,
    begin("end", "", ending),
  ].filter(Boolean);
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
