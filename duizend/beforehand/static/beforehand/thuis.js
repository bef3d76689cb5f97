/* The screens at home, where scripts run. Each of them works without. Keeps nothing on the device. */
"use strict";

/* ---- leave at once: this page goes out of the history, and asks nothing ---- */
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-leave]") : null;
  if (!link) return;
  event.preventDefault();
  unsaved.clear(); // of duizend.js: no question whether one is sure
  window.speechSynthesis?.cancel();
  document.body.hidden = true;
  fetch(link.href, { keepalive: true, redirect: "manual" }).catch(() => undefined);
  location.replace(link.dataset.leave);
});

/* Somebody presses "back" after it was left: a page without a session says nothing. */
window.addEventListener("pageshow", (event) => {
  const neutral = document.body.dataset.sessionless;
  const [entry] = performance.getEntriesByType("navigation");
  if (neutral && (event.persisted || (entry && entry.type === "back_forward"))) {
    document.body.hidden = true;
    location.replace(neutral);
  }
});

/* The letters of the card do not stay in the history of the browser. */
if (document.body.dataset.sessionless && location.pathname.includes("/k/")) {
  history.replaceState(history.state, "", location.pathname.replace(/k\/[^/]*\/$/, ""));
}

/* ---- reading aloud, by the device itself; a voice from elsewhere would hear the answers ---- */
function voiceFor(language) {
  const voices = window.speechSynthesis ? speechSynthesis.getVoices() : [];
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

function offerReading() {
  for (const button of document.querySelectorAll("[data-read]")) {
    button.hidden = !voiceFor(button.closest("[data-speak]").dataset.speak);
  }
}

function sayOn(button, words) {
  button.querySelector("[data-read-words]").textContent = words;
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-read]") : null;
  if (!button) return;
  const wasReading = button.dataset.reading;
  speechSynthesis.cancel();
  for (const other of document.querySelectorAll("[data-reading]")) {
    delete other.dataset.reading;
    sayOn(other, other.dataset.start);
  }
  if (wasReading) return;
  const block = button.closest("[data-speak]");
  const words = [...block.querySelectorAll("[data-say]")].map((part) => part.textContent.trim());
  const speech = new SpeechSynthesisUtterance(words.join(". "));
  speech.voice = voiceFor(block.dataset.speak);
  speech.lang = speech.voice.lang;
  speech.rate = 0.9;
  speech.onend = () => { delete button.dataset.reading; sayOn(button, button.dataset.start); };
  button.dataset.reading = "yes";
  sayOn(button, button.dataset.stop);
  speechSynthesis.speak(speech);
});
if (window.speechSynthesis) {
  offerReading();
  speechSynthesis.addEventListener?.("voiceschanged", offerReading);
}

/* ---- from one question to the next, within one page of the history ---- */
function isStep(event) {
  return event.target instanceof Element && event.target.matches(".t-steps button");
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "scherm" && event.detail.xhr.status === 422) event.detail.shouldSwap = true;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!isStep(event)) return;
  const words = document.querySelector("[data-no-connection]");
  const status = event.detail.xhr ? event.detail.xhr.status : 0;
  if (words) words.hidden = status > 0 && status < 500;
  // Kept by this request; nothing of the question before waits any more.
  if (event.detail.successful) for (const part of unsaved) if (!part.isConnected) unsaved.delete(part);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "scherm") return;
  window.speechSynthesis?.cancel();
  window.scrollTo(0, 0);
  offerReading();
  document.querySelector("[data-heading]")?.focus({ preventScroll: true });
});
