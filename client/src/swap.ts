const FIRST = "[autofocus], [data-error-summary], [data-focus], h1, h2, h3";

function announce(part: Element): void {
  const words = part.querySelector("[data-announce]")?.textContent?.trim();
  const speaker = document.querySelector("#announcer");
  if (words && speaker) speaker.textContent = words;
}

function enter(part: Element): void {
  const first = part.querySelector<HTMLElement>(FIRST);
  if (!first) return;
  if (first.tabIndex < 0) first.tabIndex = -1;
  first.focus({ preventScroll: false });
}

// One rule for every swap: the focus goes into the part that came, unless it is still on the page.
export function followSwaps(prepare: (part: ParentNode) => void): void {
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.target;
    if (!(part instanceof Element)) return;
    prepare(part);
    announce(part);
    const held = document.activeElement;
    if (!held || held === document.body || part.querySelector("[data-error-summary]")) enter(part);
  });
}
