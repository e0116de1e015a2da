// What a worker could try.
  async (at) => {
  const told = {}, put = async (name, go) => { try { await go(); told[name] = "out"; } catch { told[name] = "kept"; } };
  const answer = (made, good, bad) => new Promise((ok, no) => { made[good] = ok; made[bad] = () => no(new Error()); setTimeout(() => no(new Error()), 1000); });
  await put("fetch", () => fetch(at + "fetch"));
  await put("xhr", () => { const x = new XMLHttpRequest(); x.open("GET", at + "xhr"); x.send(); return answer(x, "onload", "onerror"); });
  await put("socket", () => answer(new WebSocket(at.replace("http", "ws") + "socket"), "onopen", "onerror"));
  await put("events", () => answer(new EventSource(at + "events"), "onopen", "onerror"));
  await put("script", () => import(at + "script"));
  await put("scripts", () => importScripts(at + "scripts"));
  return told;
}
