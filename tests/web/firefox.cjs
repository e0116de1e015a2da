// Somebody with Firefox, which playwright cannot drive as Debian has it: `node firefox.cjs` with a plan as JSON on its
// standard input, and what was seen as JSON on its output. NODE_PATH says where puppeteer-core is.
const { readFileSync } = require("node:fs");
const puppeteer = require("puppeteer-core");

const plan = JSON.parse(readFileSync(0, "utf-8"));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const within = async (what, seen, seconds = 240) => {
  const end = Date.now() + 1000 * seconds;
  while (Date.now() < end) {
    const value = await seen();
    if (value) return value;
    await pause(100);
  }
  throw new Error(`not within ${seconds} s: ${what}`);
};

(async () => {
  const browser = await puppeteer.launch({
    browser: "firefox", executablePath: plan.firefox, headless: true, protocolTimeout: 300000,
    extraPrefsFirefox: {
      "browser.download.folderList": 2, "browser.download.dir": plan.saved, "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false, "browser.download.alwaysOpenPanel": false,
      "browser.helperApps.neverAsk.saveToDisk": "application/zip,text/html", "intl.accept_languages": "en-GB", "browser.send_pings": true,
    },
  });
  const told = { version: await browser.version(), complaints: [], runs: [] };
  try {
    // The control: out of a page without a policy everything gets out, to the server of the test.
    const open = await browser.newPage();
    await open.goto(`${plan.server}open`);
    await open.evaluate(`(${plan.ways})(${JSON.stringify(`${plan.server}control-`)})`);
    await open.close();

    const page = await browser.newPage();
    await page.setViewport({ width: 1100, height: 900 });
    page.on("console", (message) => told.complaints.push(message.text()));
    page.on("pageerror", (error) => told.complaints.push(String(error)));
    await page.goto(plan.page);
    const reader = await within("the frame that reads", async () => {
      const node = await page.$("#reader");
      const frame = node && (await node.contentFrame());
      return frame && (await frame.$("html.ready")) && frame;
    });
    const text = (id) => reader.evaluate((each) => document.getElementById(each).textContent, id);
    const hidden = (id) => reader.evaluate((each) => document.getElementById(each).hidden, id);
    const shown = () => page.evaluate(() => !document.getElementById("shown").hidden);
    for (const { paths, redact, details: open } of plan.runs) {
      if (await shown()) await page.click("#back");
      if (!(await hidden("given"))) await reader.evaluate(() => document.getElementById("other").click());
      const files = await reader.$("#files");
      await files.uploadFile(...paths);
      await within("what it is", async () => !(await hidden("given")) && (await hidden("stop")));
      await reader.evaluate((wanted) => { document.getElementById("redact").checked = wanted; }, redact);
      let failed = await text("failed"), details = "";
      if (!failed) {
        await reader.evaluate(() => document.getElementById("start").click());
        await within("the report", async () => (await shown()) || (failed = await text("failed")));
      }
      if (!failed) {
        await page.evaluate(() => document.getElementById("everything").click());
        await pause(500);
      }
      if (!failed && open) {
        const report = await (await page.$("#report")).contentFrame();
        await within("the list of the report", () => report.$("html.ready button.item"));
        await report.evaluate(() => document.querySelector("button.item").click());
        details = await within("the details of an item", () => report.evaluate(() => document.getElementById("details-body").textContent));
      }
      told.runs.push({ failed, lines: await text("lines"), details });
    }
    told.asked = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !name.startsWith("blob:")));
    const before = told.complaints.length;
    await page.evaluate(`(${plan.ways})(${JSON.stringify(`${plan.server}shell-`)})`);
    await reader.evaluate(`(${plan.ways})(${JSON.stringify(`${plan.server}reader-`)})`);
    await reader.evaluate(`(${plan.leaving})(${JSON.stringify(`${plan.server}reader-`)})`).catch(() => {});
    await pause(1000);
    told.refused = told.complaints.splice(before).length; // the browser says what it refuses
    told.stands = page.url();
    told.pages = (await browser.pages()).filter((each) => each.url() !== "about:blank").length;
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify(told));
})();
