// j and k go through the articles, the buttons show one code only, the others copy. Without it all is there to read.
"use strict";

const items = [...document.querySelectorAll(".item")];
const links = new Map([...document.querySelectorAll(".list a")].map((link) => [link.hash.slice(1), link]));
const chips = [...document.querySelectorAll(".chips button")];
const said = document.getElementById("said");
let current = null;

const shown = () => items.filter((item) => !item.hidden);

function mark(item) {
  if (current) {
    delete current.dataset.current;
    links.get(current.id)?.removeAttribute("aria-current");
  }
  current = item;
  if (!item) return;
  item.dataset.current = "";
  const link = links.get(item.id);
  link?.setAttribute("aria-current", "true");
  link?.scrollIntoView({ block: "nearest" });
}

function go(item) {
  if (!item) return;
  mark(item);
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "start" });
}

function step(by) {
  const open = shown();
  const at = open.indexOf(current);
  go(open[at < 0 ? 0 : Math.min(Math.max(at + by, 0), open.length - 1)]);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});

for (const [id, link] of links) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(document.getElementById(id));
  });
}

for (const chip of chips) {
  chip.addEventListener("click", () => {
    for (const other of chips) other.setAttribute("aria-pressed", String(other === chip));
    for (const item of items) {
      const away = chip.dataset.code !== "" && !item.dataset.codes.split(" ").includes(chip.dataset.code);
      item.hidden = away;
      links.get(item.id)?.parentElement.toggleAttribute("hidden", away);
    }
    mark(null);
    scrollTo(0, 0);
  });
}

// The clipboard's own interface is there for secure pages, and not every browser counts a file among them.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

for (const button of document.querySelectorAll(".copy")) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(button.dataset.text);
    said.textContent = `${said.dataset.copied}: ${button.dataset.text}`;
    button.textContent = said.dataset.copied;
    setTimeout(() => (button.textContent = words), 1500);
  });
}

document.querySelector(".chips")?.removeAttribute("hidden");
if (matchMedia("(max-width: 69.99rem)").matches) document.querySelector(".list details")?.removeAttribute("open");
