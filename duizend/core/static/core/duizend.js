/* What pages gain where scripts run. Every page works without. No eval, no markup made here. */
"use strict";

/* ---- a form is sent once ---- */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("data-autosave") || form.method === "get") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  history.replaceState({ ...history.state, sent: true }, "");
  // After this turn of the browser, so that the pressed button's own name and value still travel.
  setTimeout(() => {
    if (event.defaultPrevented && !form.hasAttribute("hx-post")) { release(form); return; }
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
  }, 0);
  // A download leaves the page where it is; after this long it may be asked for again.
  setTimeout(() => release(form), 20000);
});

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

/* Coming back with the back button, or an answer that leaves the form in place: it may be sent again. */
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach(release);
  if (!history.state || !history.state.sent) return;
  // The browser puts back what was typed, and that was sent already: once more would be a second one.
  history.replaceState({ ...history.state, sent: false }, "");
  for (const form of document.querySelectorAll("form[method=post]:not([data-autosave])")) form.reset();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form[data-sent]");
  if (form) release(form);
});

/* ---- saved, or not saved yet and trying again ---- */
const WAITS = [2000, 5000, 10000, 20000, 30000];
const unsaved = new Set();

function show(form, state) {
  const line = form.querySelector("[data-autosave-status]");
  if (!line) return;
  line.dataset.state = state;
  line.textContent = line.dataset[state];
}

/* What saves itself: a whole form, or one question of a form that can also be sent at once. */
function autosaved(event) {
  return event.target instanceof Element ? event.target.closest("[data-autosave]") : null;
}

/* A page to sign in on looks like success: the answer came from another address than was asked. */
function signedOut(xhr, asked) {
  return Boolean(xhr && xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(asked, document.baseURI).pathname);
}

/* A refusal brings its reason along. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!autosaved(event)) return;
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
  if (signedOut(event.detail.xhr, event.detail.pathInfo.requestPath)) event.detail.shouldSwap = false;
});

/* Signing in again, in another tab, changes the token that a page may send; the cookie has the new one. */
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && event.detail.parameters.csrfmiddlewaretoken) event.detail.parameters.csrfmiddlewaretoken = token[1];
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = autosaved(event);
  if (!form) return;
  unsaved.add(form);
  if (!form.dataset.tries) show(form, "saving");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = autosaved(event);
  if (!form) return;
  const status = event.detail.xhr ? event.detail.xhr.status : 0;
  const out = signedOut(event.detail.xhr, event.detail.pathInfo.requestPath);
  if (event.detail.successful && !out) {
    delete form.dataset.tries;
    unsaved.delete(form);
    show(form, "saved");
    return;
  }
  // A refusal (4xx) will not change by asking again; only a lost connection or a fallen server will.
  if (status >= 400 && status < 500) {
    show(form, "refused");
    return;
  }
  show(form, out ? "signedout" : "retrying");
  const tries = Number(form.dataset.tries || 0);
  form.dataset.tries = String(tries + 1);
  setTimeout(() => {
    if (unsaved.has(form)) form.dispatchEvent(new Event("change", { bubbles: true }));
  }, WAITS[Math.min(tries, WAITS.length - 1)]);
});

/* An answer that opens or closes other questions brings them all anew. What was written meanwhile in one
   of them, and is not saved yet, goes along to the new one and is saved from there. */
const carried = new Set();

document.addEventListener("htmx:beforeSwap", (event) => {
  const inside = event.detail.target;
  if (!(inside instanceof Element) || !event.detail.shouldSwap) return;
  const saved = event.detail.requestConfig.elt;
  const open = (form) => unsaved.has(form) || form.contains(document.activeElement);
  for (const form of inside.querySelectorAll("[data-autosave][id]")) if (form !== saved && open(form)) carried.add(form);
});

document.addEventListener("htmx:afterSettle", () => {
  for (const form of carried) {
    if (form.isConnected) continue;
    carried.delete(form);
    unsaved.delete(form);
    const anew = document.getElementById(form.id);
    if (anew && carry(form, anew)) anew.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

/* Puts what stood in the fields of one into those of the other; whether that changed anything. */
function carry(from, to) {
  let changed = false;
  for (const old of from.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    const ticked = old.type === "radio" || old.type === "checkbox";
    const same = (field) => field.name === old.name && (!ticked || field.value === old.value);
    const field = [...to.querySelectorAll("input:not([type=hidden]), textarea, select")].find(same);
    const kind = ticked ? "checked" : "value";
    if (!field || field[kind] === old[kind]) continue;
    field[kind] = old[kind];
    changed = true;
  }
  return changed;
}

window.addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

/* ---- what a page, or a part that came in later, needs ---- */
function ready(root) {
  for (const button of root.querySelectorAll("[data-print], [data-copy]")) button.hidden = false;
  // One answer must be saved while others are still open, so the browser may not hold the form back.
  for (const form of root.querySelectorAll("form[data-autosave]")) form.noValidate = true;
}

document.addEventListener("htmx:load", (event) => ready(event.detail.elt.parentElement || document));

/* The text stays selected, so that copying by hand works where the browser refuses. */
async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copy-status]");
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = said.dataset.done;
  } catch {
    said.textContent = said.dataset.byHand;
  }
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  const button = event.target instanceof Element && event.target.closest("[data-copy]");
  if (button) copy(button);
  for (const box of document.querySelectorAll(".dz-account[open]")) if (!box.contains(event.target)) box.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const box of document.querySelectorAll(".dz-account[open]")) {
    box.open = false;
    box.querySelector("summary").focus();
  }
});

/* A passkey that did not work: say so in words, the password is still there. */
document.addEventListener("allauth.error", (event) => {
  const words = document.querySelector("[data-passkey-problem]");
  if (!words) return;
  event.preventDefault();
  words.hidden = false;
});

ready(document);
document.querySelector("[data-focus]")?.focus();
