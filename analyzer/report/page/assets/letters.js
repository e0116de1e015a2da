// The letters on the page: the person's own grounds go into them as they type, and a text is copied with one button.
(() => {
  document.documentElement.classList.add("has-script");

  const grounds = document.getElementById("grounds");
  if (grounds) {
    const blank = grounds.dataset.blank;
    const places = [...document.querySelectorAll(".paper mark")].filter((mark) => mark.textContent === blank);
    grounds.addEventListener("input", () => {
      const said = grounds.value.trim();
      for (const place of document.querySelectorAll(".paper .own")) {
        place.hidden = !said;
        place.textContent = said ? `${place.dataset.before} ${said}` : "";
      }
      for (const place of places) {
        place.textContent = said || blank;
        place.classList.toggle("said", Boolean(said));
      }
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
