/* Loads the shards of the index, written by backfile/search/shards.py.
 *
 * A shard is a script that calls `backfile.shard(name, data)`: a page opened from a folder (file://) may load nothing
 * else. Shards are asked for once and kept.
 */
(function (backfile) {
  "use strict";

  const HERE = "theme/js/search/shards.js";
  const script = document.currentScript;
  // The folder of the site: the part of this script's own address before its place in the site.
  const root = script ? script.src.replace(/[?#].*$/, "").slice(0, -HERE.length) : "";
  const encoder = new TextEncoder();
  const delivered = new Map();
  const requested = new Map();

  backfile.shard = function (name, data) {
    delivered.set(name, data);
  };

  /**
   * Resolves to the data of a shard; rejects when its file is missing or damaged. `file` is its place below search/:
   * a tier's folder has a hash of its content in its name, the shard's own name has not.
   */
  function load(name, file = name) {
    if (!requested.has(name)) {
      requested.set(
        name,
        new Promise(function (resolve, reject) {
          const element = document.createElement("script");
          element.src = `${root}search/${file}.js`;
          element.onload = function () {
            element.remove();
            if (delivered.has(name)) {
              resolve(delivered.get(name));
              delivered.delete(name);
            } else {
              reject(new Error(`${element.src} is damaged`));
            }
          };
          element.onerror = function () {
            element.remove();
            reject(new Error(`${element.src} is missing`));
          };
          document.head.append(element);
        })
      );
    }
    return requested.get(name);
  }

  /** CRC-32 (ISO 3309, as in zlib) of a text in UTF-8. */
  function crc32(text) {
    let crc = ~0;
    for (const byte of encoder.encode(text)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) {
        crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
      }
    }
    return ~crc >>> 0;
  }

  /** The name of a numbered shard. */
  function numbered(kind, number) {
    const hex = (value) => value.toString(16).padStart(2, "0");
    return `${kind}/${hex(number >> 8)}/${hex(number & 255)}`;
  }

  /** Resolves to the data of a shard of the base. */
  function loadOfBase(name, manifest) {
    return load(`base/${name}`, `${manifest.tiers[0].folder}/${name}`);
  }

  /** Resolves to the entry of a term, `[order, …postings of each field]`, or to null when no article has it. */
  async function term(term, manifest) {
    const number = Math.floor((crc32(term) * manifest.tiers[0].shards) / 2 ** 32);
    const entries = await loadOfBase(numbered("terms", number), manifest);
    if (!Object.hasOwn(entries, term)) {
      return null;
    }
    const entry = entries[term];
    return typeof entry === "number" ? loadOfBase(numbered("lists", entry), manifest) : entry;
  }

  /** Resolves to the articles of a chunk of texts, oldest first. */
  async function texts(chunk, manifest) {
    const rows = await loadOfBase(numbered("texts", chunk), manifest);
    return rows.map(([id, path, title, date, lang, newspaper, page, section, authors, passages, persons, places]) => ({
      id, path, title, date, lang, newspaper, page, section, authors, passages, persons, places,
    }));
  }

  /** The address of a file of the site, relative to the page that asks. */
  function relative(path) {
    const from = new URL(document.baseURI).pathname.split("/").slice(0, -1);
    const to = new URL(root + path, document.baseURI).pathname.split("/");
    let shared = 0;
    while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) {
      shared += 1;
    }
    return "../".repeat(from.length - shared) + to.slice(shared).join("/");
  }

  backfile.shards = { load, term, texts, relative, crc32, numbered };
})((globalThis.backfile = globalThis.backfile || {}));
