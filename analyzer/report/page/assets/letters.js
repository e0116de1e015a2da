// The letters on the page: what the person types goes into them, and a text is copied or printed with one button.
const letterFields = (() => {
  document.documentElement.classList.add("has-script");

  // What is typed stands in the letters at once, as text, and nowhere else: it is gone with the page.
  const inputs = [...document.querySelectorAll("#letters [data-blank]")];
  const typed = new Map(); // by the gap that it fills
  const fillGap = (mark) => {
    const said = typed.get(mark.dataset.blank) || "";
    mark.textContent = said || mark.dataset.blank;
    mark.classList.toggle("said", Boolean(said));
  };
  for (const mark of document.querySelectorAll(".paper mark")) mark.dataset.blank = mark.textContent;
  // A text of ours into a node; what stands in it [in square brackets] is a gap.
  const written = new WeakMap();
  const write = (node, text) => {
    if (written.get(node) === text) return;
    written.set(node, text);
    const pieces = text.split(/(\[[^[\]]+\])/).filter(Boolean).map((piece) => {
      if (!/^\[[^[\]]+\]$/.test(piece)) return piece;
      const mark = document.createElement("mark");
      mark.dataset.blank = piece;
      fillGap(mark);
      return mark;
    });
    node.replaceChildren(...pieces);
  };
  const short = (gap) => (gap.length > 60 ? `${gap.slice(0, 58).trimEnd()}\u2026]` : gap); // a whole bracket, in the note as well
  const gaps = () => {
    for (const letter of document.querySelectorAll(".letter")) {
      const left = [...letter.querySelectorAll("mark:not(.said)")].filter((mark) => !mark.closest(".own[hidden]"));
      const note = letter.querySelector(".gaps"), names = [...new Set(left.map((mark) => short(mark.textContent)))];
      note.textContent = names.length ? `${note.dataset.some} ${names.join(" · ")}` : note.dataset.none;
    }
  };
  const marks = (blank) => [...document.querySelectorAll(".paper mark")].filter((mark) => mark.dataset.blank === blank);
  for (const field of inputs) {
    const { blank } = field.dataset;
    if (field.parentElement.localName === "p") field.parentElement.hidden = !marks(blank).length; // the archive says it
    field.addEventListener("input", () => {
      const said = field.value.trim();
      typed.set(blank, said);
      if (field.id === "grounds") {
        for (const place of document.querySelectorAll(".paper .own")) {
          place.hidden = !said;
          place.textContent = said ? `${place.dataset.before} ${said}` : "";
        }
      }
      marks(blank).forEach(fillGap);
      gaps();
    });
  }
  gaps();

  // One letter alone on paper; the browser saves it as PDF.
  const root = document.documentElement;
  window.addEventListener("afterprint", () => {
    root.classList.remove("one-letter");
    for (const paper of document.querySelectorAll(".paper.printed")) paper.classList.remove("printed");
  });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => {
      document.getElementById(button.dataset.print).classList.add("printed");
      root.classList.add("one-letter");
      window.print();
    });
  }

  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const paper = document.getElementById(button.dataset.copy);
      const status = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(paper.innerText.trim() + "\n");
        status.textContent = button.dataset.copied;
      } catch {
        select(paper); // a browser that lets no page write to the clipboard: the person copies it
        status.textContent = button.dataset.select;
      }
    });
  }

  // The day of the letters: today, until another is chosen.
  const date = document.getElementById("letter-date");
  let today = "";
  const day = () => date?.value || today;
  return {
    write, gaps, day,
    start: (now, changed) => {
      today = now;
      if (!date) return;
      date.value = now;
      date.addEventListener("change", changed);
    },
  };
})();
