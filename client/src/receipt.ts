const WIDTH = 720;
const MARGIN = 48;

function reveal(button: HTMLElement, act: () => void): void {
  button.hidden = false;
  button.addEventListener("click", act);
}

function download(picture: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = `${name}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
}

// A QR on white with its lines of text below, as a picture that a phone keeps among its photos.
function draw(code: HTMLImageElement, lines: string[], name: string): void {
  const side = WIDTH - 2 * MARGIN;
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = WIDTH + lines.length * MARGIN + MARGIN;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(code, MARGIN, MARGIN, side, side);
  pen.fillStyle = "#000000";
  pen.font = `600 32px ${getComputedStyle(document.body).fontFamily}`;
  pen.textAlign = "center";
  lines.forEach((line, index) => pen.fillText(line, WIDTH / 2, WIDTH + (index + 1) * MARGIN, side));
  canvas.toBlob((picture) => picture && download(picture, name));
}

function savePicture(button: HTMLElement): void {
  const qr = document.querySelector<SVGElement>(".qr svg");
  if (!qr) return;
  const copy = qr.cloneNode(true) as SVGElement;
  copy.setAttribute("width", String(WIDTH));
  copy.setAttribute("height", String(WIDTH));
  const text = new XMLSerializer().serializeToString(copy);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  image.addEventListener("load", () => {
    draw(image, (button.dataset["lines"] ?? "").split("|"), button.dataset["savePicture"] || "lianxin");
    URL.revokeObjectURL(address);
  });
  image.src = address;
}

// Buttons that work by script alone are hidden until the script is here.
export function enableReceipt(part: ParentNode): void {
  for (const button of part.querySelectorAll<HTMLElement>("[data-print]")) {
    reveal(button, () => window.print());
  }
  for (const button of part.querySelectorAll<HTMLElement>("[data-save-picture]")) {
    reveal(button, () => savePicture(button));
  }
}
