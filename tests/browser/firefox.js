/* Drives Firefox for tests/browser/firefox.py: a line of JSON in, a line of JSON out, `{value}` or `{error}`.
 *
 *   {"page": true}              a new page; the one before is closed
 *   {"open": url}               goes there
 *   {"type": text} {"press": key} {"focus": selector}   what a reader does by keyboard
 *   {"evaluate": expression}    the value of an expression (or promise) in the page
 *   {"wait": expression}        until an expression of the page is true; the value that it then has
 *   {"faults": true}            what went wrong in this page: errors of scripts, requests beyond file://
 *
 * The only argument is Firefox's program.
 */
"use strict";

const readline = require("node:readline");

const PREFERENCES = {
  // A page in a folder may read nothing else of that folder, as in a reader's Firefox; Puppeteer would allow it.
  "security.fileuri.strict_origin_policy": true,
  // No network: a proxy that is not there.
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.allow_hijacking_localhost": true,
};
const PATIENCE = 20_000; // milliseconds
const LOCAL = /^(file|data|blob|about):/;

async function main() {
  const { launch } = await import("puppeteer-core");
  const browser = await launch({
    browser: "firefox",
    executablePath: process.argv[2],
    headless: true,
    extraPrefsFirefox: PREFERENCES,
  });
  let page = null;
  let faults = [];

  async function newPage() {
    await page?.close();
    page = await browser.newPage();
    const own = (faults = []); // what the page before reports too late is not this one's
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (message) => message.type() === "error" && own.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => own.push(`exception: ${error.message}`));
    page.on("request", (request) => LOCAL.test(request.url()) || own.push(`request: ${request.url()}`));
  }

  const steps = {
    page: newPage,
    open: async (url) => void (await page.goto(url, { waitUntil: "load" })),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    focus: (selector) => page.focus(selector),
    evaluate: (expression) => page.evaluate(expression),
    wait: async (expression) => (await page.waitForFunction(expression, { polling: 20 })).jsonValue(),
    faults: () => faults,
  };

  process.stdout.write('{"value":"ready"}\n');
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [[name, argument]] = Object.entries(JSON.parse(line));
    let answer;
    try {
      answer = { value: (await steps[name](argument)) ?? null };
    } catch (error) {
      answer = { error: `${name} ${argument}: ${error.message}` };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  await browser.close();
}

main();
