// Reads the page with the browser's own voice; a second press ends it.
export function readAloud(): void {
  const voice = window.speechSynthesis as SpeechSynthesis | undefined;
  for (const button of document.querySelectorAll<HTMLElement>("[data-read-aloud]")) {
    const label = button.querySelector("span");
    if (!voice || !label) continue;
    const start = label.textContent ?? "";
    const stopped = (): void => {
      label.textContent = start;
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const speaking = voice.speaking;
      voice.cancel();
      stopped();
      if (speaking) return;
      const words = new SpeechSynthesisUtterance(document.querySelector("main")?.innerText ?? "");
      words.lang = document.documentElement.lang;
      words.addEventListener("end", stopped);
      label.textContent = button.dataset["stopText"] ?? start;
      voice.speak(words);
    });
  }
}
