const STORE = "single-keys";
const FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

const ROW = ":is(.worklist__row, .letter)";
const OPENS = ":is(.worklist__link, .letter__open, .letter__text a)";

function links(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-worklist] ${OPENS}`)];
}

function row(): Element | null {
  return document.activeElement?.closest(`[data-worklist] ${ROW}`) ?? null;
}

function move(step: number): void {
  const all = links();
  const here = all.findIndex((link) => link.closest(ROW) === row());
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
  all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
}

const ACT = "#act";
const FORM = ":is(.act-box, .confirm) form";
const EMPTY = ":is(input:not([type=hidden], [type=file]), textarea, select):invalid";

// The hand goes to what is still missing in the act's form, or to its button when nothing is.
function enterForm(): void {
  const form = document.querySelector<HTMLFormElement>(FORM);
  const field = form?.querySelector<HTMLElement>(EMPTY) ?? form?.querySelector<HTMLElement>("button");
  field?.focus();
}

// The primary act of the row under the hand: its page opens with the hand in the form.
function primary(): void {
  const act = row()?.querySelector<HTMLAnchorElement>("a[data-primary]");
  if (act) location.href = act.href.replace(/#.*$/, "") + ACT;
  else enterForm();
}

function tick(): void {
  row()?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
}

function lookUp(): void {
  document.querySelector<HTMLElement>("[data-look-up]")?.focus();
}

function help(): void {
  const sheet = document.querySelector<HTMLDialogElement>("#shortcuts");
  if (sheet && !sheet.open) sheet.showModal();
}

const KEYS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  a: primary,
  x: tick,
  "/": lookUp,
  "?": help,
};

function on(): boolean {
  return localStorage.getItem(STORE) !== "off";
}

function press(event: KeyboardEvent): void {
  const { target } = event;
  if (!on() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(target instanceof Element) || target.closest(`${FIELDS}, dialog`)) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function label(button: HTMLElement): void {
  button.textContent = (on() ? button.dataset["offText"] : button.dataset["onText"]) ?? "";
}

// Single keys of the desk: outside fields alone, and with a switch to turn them off.
export function enableKeys(): void {
  if (location.hash === ACT) enterForm();
  document.addEventListener("keydown", press);
  for (const opener of document.querySelectorAll<HTMLElement>("[data-shortcuts-open]")) {
    opener.hidden = false;
    opener.addEventListener("click", help);
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-shortcuts-toggle]")) {
    label(button);
    button.addEventListener("click", () => {
      localStorage.setItem(STORE, on() ? "off" : "on");
      label(button);
    });
  }
}
