// Passkeys: the browser asks in its own window; what it says is posted with the form whose button was pressed.
// Without script, or in a browser without passkeys, those forms stay hidden and the other ways are there.
const { webauthnJSON } = window;
const failed = document.querySelector("[data-passkey-failed]");

async function options(form) {
  if (form.dataset.passkey !== "sign-in") return JSON.parse(document.getElementById("passkey-options").textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  return response.json();
}

// A passkey is kept by the device and asks for the finger, the face or the PIN: that makes it two steps in one.
function discoverable(creation) {
  Object.assign(creation.publicKey.authenticatorSelection, {
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  });
  return creation;
}

async function credential(form) {
  const asked = await options(form);
  return form.dataset.passkey === "add"
    ? webauthnJSON.create(discoverable(asked.creation_options))
    : webauthnJSON.get(asked.request_options);
}

async function press(event) {
  event.preventDefault();
  const form = event.currentTarget;
  failed.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await credential(form));
    form.submit();
  } catch {
    failed.hidden = false; // cancelled, timed out, or not allowed here: all the same to the reader
  }
}

if (webauthnJSON.supported()) {
  document.querySelector("[data-passkey-missing]")?.remove();
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", press);
  }
}
