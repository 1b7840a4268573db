// A switch of size, contrast or theme changes the page where it stands, so that nothing typed and
// no receipt is lost. The language needs a new page; without script every switch does.
const IN_PLACE = new Set(["size", "contrast", "theme"]);
const PLAIN_PAGE = "/help";

async function ask(form: HTMLFormElement, button: HTMLButtonElement): Promise<Document> {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) data.set(name, String(value));
  data.set("next", PLAIN_PAGE);
  const answer = await fetch(form.action, { method: "POST", body: data });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function dress(page: Document): void {
  const root = document.documentElement;
  const face = [...root.classList].filter((name) => name.startsWith("face-"));
  const look = [...page.documentElement.classList].filter((name) => !name.startsWith("face-"));
  root.className = [...look, ...face].join(" ");
  const scheme = page.querySelector<HTMLMetaElement>("meta[name=color-scheme]");
  const own = document.querySelector<HTMLMetaElement>("meta[name=color-scheme]");
  if (scheme && own) own.content = scheme.content;
}

async function change(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const back = form.querySelector<HTMLInputElement>("[name=next]")?.value ?? "/";
  const page = await ask(form, button);
  const switches = page.querySelector(".switches");
  if (!switches) throw new Error("no switches came back");
  dress(page);
  form.replaceChildren(...switches.childNodes);
  const next = form.querySelector<HTMLInputElement>("[name=next]");
  if (next) next.value = back;
  form.querySelector<HTMLElement>(`button[name="${button.name}"]`)?.focus();
}

function leave(form: HTMLFormElement, button: HTMLButtonElement): void {
  const chosen = document.createElement("input");
  chosen.type = "hidden";
  chosen.name = button.name;
  chosen.value = button.value;
  form.append(chosen);
  form.submit();
}

export function switchInPlace(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!(form instanceof HTMLFormElement) || !form.matches(".switches")) return;
    if (!(button instanceof HTMLButtonElement) || !IN_PLACE.has(button.name)) return;
    event.preventDefault();
    change(form, button).catch(() => leave(form, button));
  });
}
