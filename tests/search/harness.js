/* Runs the page's own search scripts without a browser: `node harness.js SITE < questions > answers`.
 *
 * SITE has the shards in search/; the scripts come from the theme. The page's document is reduced to what the loader
 * uses: script elements that run a file and tell whether they could. One JSON question a line of the input gives one
 * JSON answer a line: {"search": query, "options": {…}}, {"progress": query, "options": {…}, "abort": …},
 * {"suggest": text}, {"query": "narrow", "with": […]},
 * {"round_trip": query, "field": …, "value": …}, {"scores": query}, {"units": text}, {"query_tokens": text},
 * {"stems": […]}, {"loaded": 0} (the files asked for so far), {"loaded": 50} (the same, so many milliseconds later).
 */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { pathToFileURL, fileURLToPath } = require("node:url");
const vm = require("node:vm");

const site = path.resolve(process.argv[2]);
const scripts = path.resolve(__dirname, "../../theme/static/js");
const loaded = [];
const pageAddress = process.argv[3] ?? "search.html";

function run(file) {
  vm.runInThisContext(fs.readFileSync(file, "utf-8"), { filename: file });
}

globalThis.document = {
  baseURI: pathToFileURL(path.join(site, pageAddress)).href,
  currentScript: { src: pathToFileURL(path.join(site, "theme/js/search.js")).href },
  createElement: () => ({ remove() {} }),
  head: {
    append(element) {
      const name = path.relative(site, fileURLToPath(element.src));
      loaded.push(name);
      setImmediate(() => {
        const file = name.startsWith("theme") ? path.join(scripts, name.slice("theme/js".length)) : path.join(site, name);
        if (!fs.existsSync(file)) {
          element.onerror();
          return;
        }
        try {
          run(file);
        } catch (error) {
          if (error.name !== "SyntaxError") {
            throw error; // a damaged shard does not parse; anything else is a fault of ours
          }
        }
        element.onload();
      });
    },
  },
};

run(path.join(scripts, "lunr.min.js"));
run(path.join(scripts, "search.js"));
const { backfile, lunr } = globalThis;

/** The whole table of traditional characters, also where a query would do without. */
async function wholeTable() {
  return backfile.tokens.unpack(await backfile.shards.load("fold"));
}

let full = null;

/** lunr's own index of the whole archive, of the tokens that Python counted, in tokens.json of the site. */
function fullIndex() {
  if (!full) {
    const documents = JSON.parse(fs.readFileSync(path.join(site, "tokens.json"), "utf-8"));
    full = lunr(function () {
      this.ref("number");
      for (const [name, boost] of Object.entries({ text: 1, title: 4, author: 1, section: 1 })) {
        this.field(name, { boost });
      }
      this.tokenizer = (tokens) => tokens.map((token) => new lunr.Token(token));
      this.pipeline.reset();
      this.searchPipeline.reset();
      documents.forEach((fields, number) => this.add({ ...fields, number: String(number) }));
    });
  }
  return full;
}

/** The articles of a query from the shards, all its terms looked up, and from the full index: `[[ref, score]…]` each. */
async function scores(query) {
  const archive = await backfile.archive();
  const { groups } = backfile.query.parse(query, await wholeTable());
  const entries = new Map();
  for (const token of groups.flat().flatMap((clause) => clause.tokens)) {
    const { entry } = await backfile.entries.ofTerm(archive, token);
    if (entry) {
      entries.set(token, entry);
    }
  }
  const terms = backfile.index.terms(groups, (token) => entries.has(token));
  const ours = await backfile.index.rank({ groups, entries, archive }, new Uint8Array(archive.documents).fill(1));
  return {
    terms,
    ours: ours.filter(({ score }) => score > 0).map(({ number, score }) => [String(number), score]),
    // Asked for nothing, lunr would give everything.
    lunrs: terms.length > 0 ? backfile.index.ask(fullIndex(), terms).map(({ ref, score }) => [ref, score]) : [],
  };
}

/** What a query means, as JSON tells it. */
function meaning(query, table) {
  const { groups } = backfile.query.parse(query, table);
  return groups.map((group) => group.map(({ kind, text, negated, plain, keys }) => [kind, negated, plain ?? keys ?? text]));
}

/** A query narrowed by a filter and widened again: whether the filter is found in between, and what is meant then. */
async function roundTrip({ round_trip: query, field, value }) {
  const table = await wholeTable();
  const { narrow, widen, filters, parse } = backfile.query;
  const plain = (text) => backfile.tokens.plain(text, table);
  const narrowed = narrow(query, field, value);
  const added = filters(narrowed).filter((one) => !one.negated && one.field === field);
  const found = added.find((one) => plain(one.value) === plain(value));
  // Narrowing mends what is open at the end, and takes out what it replaces.
  const mended = widen(narrow(query, field, "9"), filters(narrow(query, field, "9")).at(-1) ?? {});
  const widened = found ? widen(narrowed, filters(narrowed).filter((one) => one.text === found.text).at(-1)) : narrowed;
  const { hints } = parse(query, table);
  const original = meaning(query, table);
  return { hints, found: Boolean(found), original, before: meaning(mended, table), after: meaning(widened, table) };
}

/** All that a search tells on its way, its answer or the name of its error last; `abort` ends it after so many. */
async function told({ progress: query, options = {}, abort = Infinity }) {
  const answers = [];
  const stop = new AbortController();
  const progress = function (partial) {
    answers.push(partial);
    if (answers.length >= abort) {
      stop.abort();
    }
  };
  if (abort === 0) {
    stop.abort();
  }
  try {
    answers.push(await backfile.search(query, { ...options, progress, signal: stop.signal }));
  } catch (error) {
    answers.push({ error: error.name });
  }
  return answers;
}

async function answer(question) {
  if ("progress" in question) {
    return told(question);
  }
  if ("query" in question) {
    return backfile.query[question.query](...question.with);
  }
  if ("round_trip" in question) {
    return roundTrip(question);
  }
  if ("suggest" in question) {
    return backfile.suggest(question.suggest, question.options ?? {});
  }
  if ("search" in question) {
    return backfile.search(question.search, question.options ?? {});
  }
  if ("scores" in question) {
    return scores(question.scores);
  }
  if ("loaded" in question) {
    await new Promise((resolve) => setTimeout(resolve, question.loaded));
    return loaded;
  }
  if ("stems" in question) {
    return question.stems.map((word) => backfile.tokens.key(word));
  }
  const table = await wholeTable();
  const { values } = backfile.tokens.units(question.units ?? question.query_tokens, table);
  return "units" in question ? values : backfile.tokens.queryTokens(values).tokens;
}

(async function () {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
  }
})();
