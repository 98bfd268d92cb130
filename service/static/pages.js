// What a browser adds to pages that work without it. Nothing leaves the page but by its own forms.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// A file dropped on a field is chosen for it.
for (const field of all("[data-drop]")) {
  const input = field.querySelector("input[type=file]");
  if (!input) continue;
  const carriesFiles = (event) => [...event.dataTransfer.types].includes("Files");
  field.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    field.classList.add("over");
  });
  field.addEventListener("dragleave", () => field.classList.remove("over"));
  field.addEventListener("drop", (event) => {
    field.classList.remove("over");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.focus();
    input.dispatchEvent(new Event("change"));
  });
}

// The name of the file that was chosen stands beside a button in the language of the page, not in that of the browser.
for (const input of all(".file input[type=file]")) {
  const place = input.parentElement;
  const name = place.querySelector(".picked");
  place.classList.add("dressed");
  const tell = () => {
    name.textContent = [...input.files].map((file) => file.name).join(", ");
    name.hidden = !input.files.length;
  };
  input.addEventListener("change", tell);
  addEventListener("pageshow", tell);
}

// A file that is too large is told before it is sent.
for (const input of all("input[type=file][data-limit]")) {
  input.addEventListener("change", () => {
    const large = [...input.files].some((file) => file.size > Number(input.dataset.limit));
    input.setCustomValidity(large ? input.dataset.large : "");
    input.reportValidity();
  });
}

// Sending says so, and Ctrl+Enter sends.
for (const form of all("form[data-busy]")) {
  const button = form.querySelector("button.main");
  const label = button.textContent;
  form.addEventListener("submit", () => {
    button.setAttribute("aria-busy", "true");
    button.textContent = form.dataset.busy;
  });
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-busy");
    button.textContent = label;
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) form.requestSubmit(button);
  });
}

// Pointing at a quote lights what it speaks for, and the other way round.
const linked = (start) => {
  const own = start.closest("[data-to]");
  if (!own) return [];
  const named = own.dataset.to.split(" ").map((id) => document.getElementById(id));
  return [own.closest("li, tr, a") ?? own, ...named].filter(Boolean);
};
const light = (elements) => {
  for (const lit of all(".lit")) lit.classList.remove("lit");
  for (const element of elements) element.classList.add("lit");
};
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => light(linked(event.target)));
}

// A mark is sent without leaving the answer.
const marks = document.getElementById("mark");
marks?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  button.setAttribute("aria-busy", "true");
  let said;
  try {
    const answer = await fetch(marks.action, { method: "POST", body: new FormData(marks, button) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    said = page.querySelector("#said, h1")?.textContent.trim();
  } catch {
    said = marks.dataset.failed;
  }
  const place = button.closest(".marks") ?? button.closest(".fix");
  const note = place.querySelector(":scope > .kept") ?? place.appendChild(document.createElement("p"));
  note.className = "kept";
  note.setAttribute("role", "status");
  note.textContent = said;
  button.removeAttribute("aria-busy");
  button.closest(".pop")?.removeAttribute("open");
});

// Long work tells how far it is.
const follow = async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const now = page.querySelector("[data-progress]");
  if (!now) return location.reload();
  document.querySelector("[data-progress]").innerHTML = now.innerHTML;
  setTimeout(() => follow().catch(() => {}), 2000);
};
if (document.querySelector("[data-progress]")) setTimeout(() => follow().catch(() => {}), 1000);

// The print view prints.
for (const tools of all("[data-print]")) {
  const button = document.createElement("button");
  button.textContent = tools.dataset.print;
  button.addEventListener("click", () => print());
  tools.prepend(button);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement?.closest(".pop[open]")?.removeAttribute("open");
});
document.getElementById("failure")?.focus();
