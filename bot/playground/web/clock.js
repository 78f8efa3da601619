// The bot's clock, and the buttons that move it.

import { el } from "./dom.js";
import { tell } from "./live.js";
import { language, locale, ofBoth } from "./words.js";

const clock = document.querySelector("time[data-clock]");
const isNarrow = matchMedia("(max-width: 600px)");
const FORMAT = { weekday: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: "Europe/Warsaw" };

let show = null;
let shownAt = 0;
let labelled = "";

/** The clock as the playground tells it now; from then on it runs by itself. */
export function setClock(theShow) {
  show = theShow;
  shownAt = Date.now();
  document.querySelector(".clock").hidden = !show;
  document.querySelector(".clock .busy").hidden = !show?.busy;
  showJumps(document.querySelector(".jumps"));
  tick();
}

function tick() {
  if (!show) return;
  const gone = show.busy ? 0 : Date.now() - shownAt;
  const moment = new Date(new Date(show.now).getTime() + gone);
  clock.dateTime = show.now;
  clock.textContent = moment.toLocaleString(locale(), { ...FORMAT, month: isNarrow.matches ? "short" : "long" });
}

/** While time passes the buttons stay where they are, and so does the focus. */
function showJumps(group) {
  const jumps = show?.jumps ?? [];
  group.hidden = jumps.length === 0;
  const labels = JSON.stringify([language, jumps]);
  if (labels !== labelled) {
    const jump = (id) => () => show.busy || tell({ do: "direct", what: id });
    group.replaceChildren(...jumps.map(({ id, label }) => el("button", { type: "button", onclick: jump(id) }, ofBoth(label))));
  }
  labelled = labels;
  for (const button of group.children) button.ariaDisabled = String(show.busy);
}

setInterval(tick, 1000);
