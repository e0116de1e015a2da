// Twelve ways to reach a server out of a document.
async (at) => {
  const later = (go) => new Promise((done) => { try { go(done); } catch { done(); } setTimeout(done, 1000); });
  const node = (name, values, place) => later((done) => {
    const made = Object.assign(document.createElement(name), values);
    made.onload = made.onerror = done;
    if (place) document.body.append(made);
  });
  await Promise.all([
    fetch(at + "fetch", { mode: "no-cors" }).catch(() => 0),
    later((done) => { const x = new XMLHttpRequest(); x.onloadend = done; x.open("GET", at + "xhr"); x.send(); }),
    later(() => navigator.sendBeacon(at + "beacon", "x")),
    later((done) => { new WebSocket(at.replace("http", "ws") + "socket").onerror = done; }),
    node("img", { src: at + "image" }, true),
    node("link", { rel: "stylesheet", href: at + "style" }, true),
    node("script", { src: at + "script" }, true),
    node("link", { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: at + "preload" }, true),
    node("link", { rel: "prefetch", href: at + "prefetch" }, true),
    node("iframe", { src: at + "frame" }, true),
    later(() => {
      const form = Object.assign(document.createElement("form"), { action: at + "form", method: "post", target: "elsewhere" });
      document.body.append(Object.assign(document.createElement("iframe"), { name: "elsewhere" }), form);
      form.submit();
    }),
    later(() => {
      const link = Object.assign(document.createElement("a"), { href: "#x", ping: at + "ping" });
      document.body.append(link);
      link.click();
    }),
  ]);
  await new Promise((done) => setTimeout(done, 500));
}
