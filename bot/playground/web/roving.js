// One stop for the Tab key in a group of controls; arrows, Home and End go on inside it.

const CONTROLS = "button, a[href], input, audio, video, pre";
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** `begin(controls)`: which of them the Tab key reaches while none has the focus. */
export function roving(group, begin = (controls) => controls[0]) {
  const shown = () => [...group.querySelectorAll(CONTROLS)].filter((each) => !each.closest("[hidden]"));
  const stop = (current) => {
    for (const each of group.querySelectorAll(CONTROLS)) each.tabIndex = each === current ? 0 : -1;
    // what scrolls and has no controls is a stop itself
    if (group.hasAttribute("tabindex")) group.tabIndex = current ? -1 : 0;
  };
  const settle = () => {
    const controls = shown();
    stop(controls.find((each) => each === document.activeElement) ?? begin(controls));
  };
  group.addEventListener("focusin", ({ target }) => target.matches(CONTROLS) && stop(target));
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("input") && !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const controls = shown();
    const to = { Home: 0, End: controls.length - 1 }[event.key] ?? controls.indexOf(event.target) + STEPS[event.key];
    if (!controls.includes(event.target) || !controls[to]) return;
    event.preventDefault();
    controls[to].focus();
  });
  new MutationObserver(settle).observe(group, { childList: true, subtree: true });
  settle();
}
