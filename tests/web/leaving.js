// Four ways to leave for another address.
async (at) => {
  const tried = [
    () => window.open(at + "open"),
    () => { top.location.href = at + "top"; },
    () => { const a = Object.assign(document.createElement("a"), { href: at + "blank", target: "_blank" }); document.body.append(a); a.click(); },
    () => { location.href = at + "location"; },
  ];
  for (const go of tried) {
    try { go(); } catch {}
    await new Promise((done) => setTimeout(done, 300));
  }
}
