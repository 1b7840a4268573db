// Passkeys and UKeys: the browser asks the person, and its answer is sent as a form of the page.
// The forms are hidden until a browser is here that can do it.
type Fields = Record<string, unknown>;

function toBytes(text: string): ArrayBuffer {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(plain.length);
  for (let place = 0; place < plain.length; place += 1) bytes[place] = plain.charCodeAt(place);
  return bytes.buffer;
}

function toText(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function listed(value: unknown): Fields[] {
  const several = Array.isArray(value) ? (value as Fields[]) : [];
  return several.map((one) => ({ ...one, id: toBytes(String(one["id"])) }));
}

// The options as the browser wants them: what stands there as text becomes bytes.
function unpacked(options: Fields): Fields {
  const user = options["user"] as Fields | undefined;
  return {
    ...options,
    challenge: toBytes(String(options["challenge"])),
    allowCredentials: listed(options["allowCredentials"]),
    excludeCredentials: listed(options["excludeCredentials"]),
    ...(user ? { user: { ...user, id: toBytes(String(user["id"])) } } : {}),
  };
}

function packed(found: PublicKeyCredential): Fields {
  const answer: Fields = { clientDataJSON: toText(found.response.clientDataJSON) };
  if (found.response instanceof AuthenticatorAttestationResponse) {
    answer["attestationObject"] = toText(found.response.attestationObject);
  } else if (found.response instanceof AuthenticatorAssertionResponse) {
    answer["authenticatorData"] = toText(found.response.authenticatorData);
    answer["signature"] = toText(found.response.signature);
  }
  const id = toText(found.rawId);
  return { id, rawId: id, type: found.type, response: answer, clientExtensionResults: {} };
}

async function asked(form: HTMLFormElement): Promise<Credential | null> {
  const options = unpacked(JSON.parse(form.dataset["options"] ?? "{}") as Fields) as unknown;
  return form.dataset["passkey"] === "create"
    ? navigator.credentials.create({ publicKey: options as PublicKeyCredentialCreationOptions })
    : navigator.credentials.get({ publicKey: options as PublicKeyCredentialRequestOptions });
}

async function send(form: HTMLFormElement): Promise<void> {
  const found = await asked(form);
  const answer = form.querySelector<HTMLInputElement>("[name=answer]");
  if (!(found instanceof PublicKeyCredential) || !answer) throw new Error("no passkey");
  answer.value = JSON.stringify(packed(found));
  form.submit();
}

export function enablePasskeys(part: ParentNode): void {
  if (!window.isSecureContext || !("PublicKeyCredential" in window)) return;
  for (const form of part.querySelectorAll<HTMLFormElement>("[data-passkey]")) {
    form.hidden = false;
    const failed = form.querySelector<HTMLElement>("[data-passkey-failed]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (failed) failed.hidden = true;
      send(form).catch(() => {
        if (failed) failed.hidden = false;
      });
    });
  }
}
