"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const docs = all(".doc");
  const card = one("#card");
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  let here = null;

  for (const part of all(".scripted, label[hidden], input[hidden]")) part.hidden = false;

  // A document's content is parsed when it is opened, and let go when it is closed.
  const fill = (doc) => {
    const raw = one("noscript", doc);
    if (!raw || doc.dataset.filled) return;
    const template = document.createElement("template");
    template.innerHTML = raw.textContent;
    doc.append(template.content);
    doc.dataset.filled = "yes";
    pair(doc);
  };
  const empty = (doc) => {
    while (doc.lastChild.nodeName !== "NOSCRIPT") doc.lastChild.remove();
    delete doc.dataset.filled;
  };
  const pair = (doc) => {
    const old = one(".pair", doc);
    const text = one(".text:not(.pair .text)", doc);
    if (old) old.remove();
    if (!text) return;
    const both = one("#v-both").checked;
    text.hidden = both;
    if (!both) return;
    const box = document.createElement("div");
    box.className = "pair";
    for (const side of ["original", "cleaned"]) {
      const copy = text.cloneNode(true);
      copy.hidden = false;
      copy.classList.add(`only-${side}`);
      copy.setAttribute("aria-label", `${text.getAttribute("aria-label")}, ${side}`);
      for (const link of all("[id]", copy)) link.removeAttribute("id");
      box.append(copy);
    }
    text.after(box);
  };
  for (const doc of docs) doc.addEventListener("toggle", () => (doc.open ? fill(doc) : empty(doc)));
  for (const radio of all("input[name=view]"))
    radio.addEventListener("change", () => {
    all(".doc[open]").forEach(pair);
    hide();
  });

  const open = (doc) => {
    doc.open = true;
    fill(doc);
  };

  // Filters: a rule, severity or safety that is switched off loses its marks, and articles without any other go.
  const boxes = all("input[data-filter]");
  const families = all("input[data-family]");
  const filter = () => {
    const off = boxes.filter((box) => !box.checked).map((box) => box.dataset.filter);
    while (sheet.cssRules.length) sheet.deleteRule(0);
    for (const name of off) {
      sheet.insertRule(`.${name}:is(li, [data-ref]) { display: none }`);
      sheet.insertRule(`:is(mark, ins).${name} { background: none; text-decoration: none; color: inherit }`);
      sheet.insertRule(`del.${name} { background: none; opacity: .75 }`);
    }
    const gone = new Set(off);
    let count = 0;
    for (const doc of docs) {
      const has = doc.dataset.has.split(" ").filter(Boolean);
      const shown = !gone.size || has.some((finding) => !finding.split(",").some((name) => gone.has(name)));
      doc.hidden = !shown;
      count += shown;
    }
    for (const family of families) {
      const own = boxes.filter((box) => box.dataset.of === family.dataset.family);
      const on = own.filter((box) => box.checked).length;
      family.checked = on > 0;
      family.indeterminate = on > 0 && on < own.length;
    }
    one("#status").textContent = gone.size ? `${count} of ${docs.length} articles have what is chosen` : "";
  };
  for (const box of boxes) box.addEventListener("change", filter);
  for (const family of families)
    family.addEventListener("change", () => {
      for (const box of boxes) if (box.dataset.of === family.dataset.family) box.checked = family.checked;
      filter();
    });
  const choose = (wanted) => {
    for (const box of boxes) if (box.dataset.filter.startsWith("r")) box.checked = wanted(box);
    filter();
  };
  one("#all").addEventListener("click", () => choose(() => true));
  one("#none").addEventListener("click", () => choose(() => false));
  one("#flagged").addEventListener("click", () => choose((box) => box.closest("tr").cells[2].textContent !== "0"));

  // The note of a finding, beside it.
  const show = (link) => {
    const note = document.getElementById(link.getAttribute("href").slice(1));
    if (!note) return;
    card.replaceChildren(...[...note.childNodes].slice(1).map((node) => node.cloneNode(true)));
    card.hidden = false;
    const place = link.getBoundingClientRect();
    const width = card.offsetWidth;
    card.style.left = `${Math.max(8, Math.min(place.left, innerWidth - width - 8)) + scrollX}px`;
    const below = place.bottom + card.offsetHeight + 8 < innerHeight;
    card.style.top = `${(below ? place.bottom + 6 : place.top - card.offsetHeight - 6) + scrollY}px`;
    link.setAttribute("aria-describedby", "card");
    if (link.title) [link.dataset.title, link.title] = [link.title, ""];
  };
  const hide = () => {
    card.hidden = true;
    for (const link of all("[aria-describedby=card]")) link.removeAttribute("aria-describedby");
  };
  const over = (event) => event.target.closest && event.target.closest("[data-ref]");
  // Where a page scrolls under a pointer that rests, that is no wish of the reader.
  let pointer = "";
  const place = (event) => `${event.screenX} ${event.screenY}`;
  document.addEventListener("mousemove", (event) => (pointer = place(event)));
  document.addEventListener("mouseover", (event) => {
    if (pointer === place(event)) return;
    const link = over(event) || (event.target.closest && event.target.closest("del, ins, mark") ? after(event.target) : null);
    if (link) show(link);
    else if (!event.target.closest("#card")) hide();
  });
  const after = (mark) => {
    let next = mark.closest("del, ins, mark");
    while (next && !(next.dataset && "ref" in next.dataset)) next = next.nextElementSibling;
    return next;
  };
  document.addEventListener("focusin", (event) => (over(event) ? show(over(event)) : hide()));

  // Next and previous, through closed articles too.
  const visible = (link) => link.offsetParent !== null;
  const go = (link) => {
    if (here) here.classList.remove("here");
    here = link;
    link.classList.add("here");
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
    show(link);
  };
  const step = (by) => {
    const shown = docs.filter((doc) => !doc.hidden);
    const focus = document.activeElement;
    const near = focus.closest(".doc");
    const before = here && here.isConnected && (!near || near.contains(here)) ? here : null;
    const active = over({ target: focus }) || before;
    let at = by > 0 ? 0 : shown.length - 1;
    if (active) at = shown.indexOf(active.closest(".doc"));
    else if (near) at = shown.indexOf(near) + (by > 0 ? 0 : -1);
    let from = active;
    while (at >= 0 && at < shown.length) {
      const wasOpen = shown[at].open;
      open(shown[at]);
      const links = all("[data-ref]", shown[at]).filter(visible);
      const index = from ? links.indexOf(from) + by : by > 0 ? 0 : links.length - 1;
      if (links[index]) return go(links[index]);
      if (!wasOpen) shown[at].open = false;
      from = null;
      at += by;
    }
    return undefined;
  };
  const article = (by) => {
    const shown = docs.filter((doc) => !doc.hidden);
    const now = document.activeElement.closest(".doc") || shown.findLast((doc) => doc.getBoundingClientRect().top < 120);
    const next = shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(now) + by))];
    if (!next) return;
    if (now && now !== next) now.open = false;
    open(next);
    next.scrollIntoView();
    one("summary", next).focus();
  };
  const view = (id) => {
    one(id).checked = true;
    one(id).dispatchEvent(new Event("change"));
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    "]": () => article(1),
    "[": () => article(-1),
    1: () => view("#v-changes"),
    2: () => view("#v-original"),
    3: () => view("#v-cleaned"),
    4: () => view("#v-both"),
    o: () => {
      const doc = document.activeElement.closest(".doc") || docs.find((item) => !item.hidden);
      if (doc) doc.open = !doc.open;
    },
    "?": () => one("#keys").showModal(),
    Escape: hide,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one("#keys").open) return;
    if (Object.hasOwn(keys, event.key)) keys[event.key]();
  });
  one("#next").addEventListener("click", () => step(1));
  one("#previous").addEventListener("click", () => step(-1));
  one("#help").addEventListener("click", () => one("#keys").showModal());
  one("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // A link to a document or a finding opens its document.
  const follow = () => {
    const match = /^#[drn](\d+)/.exec(location.hash);
    const doc = match && document.getElementById(`d${match[1]}`);
    if (!doc) return;
    open(doc);
    const target = document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView({ block: "center" });
    if (target && "ref" in target.dataset) go(target);
  };
  addEventListener("hashchange", follow);
  if (docs.length === 1) open(docs[0]);
  follow();
})();
