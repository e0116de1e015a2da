// The letters on the page: what the person types goes into them, and a text is copied or printed with one button.
(() => {
  document.documentElement.classList.add("has-script");

  // What is typed stands in the letters at once, as text, and nowhere else: it is gone with the page.
  const fields = [...document.querySelectorAll("#letters [data-blank]")];
  const places = new Map(fields.map((field) => [
    field, [...document.querySelectorAll(".paper mark")].filter((mark) => mark.textContent === field.dataset.blank),
  ]));
  const gaps = () => {
    for (const letter of document.querySelectorAll(".letter")) {
      const left = [...letter.querySelectorAll("mark:not(.said)")].filter((mark) => !mark.closest("[hidden]"));
      const note = letter.querySelector(".gaps"), names = [...new Set(left.map((mark) => mark.textContent.slice(0, 60)))];
      note.textContent = names.length ? `${note.dataset.some} ${names.join(" ")}` : note.dataset.none;
    }
  };
  for (const field of fields) {
    if (field.parentElement.localName === "p") field.parentElement.hidden = !places.get(field).length; // the archive says it
    field.addEventListener("input", () => {
      const said = field.value.trim();
      if (field.id === "grounds") {
        for (const place of document.querySelectorAll(".paper .own")) {
          place.hidden = !said;
          place.textContent = said ? `${place.dataset.before} ${said}` : "";
        }
      }
      for (const place of places.get(field)) {
        place.textContent = said || field.dataset.blank;
        place.classList.toggle("said", Boolean(said));
      }
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
})();
