/* Loads the shards of the index, written by backfile/search/shards.py.
 *
 * A shard is a script that calls `backfile.shard(name, data)`: a page opened from a folder (file://) may load nothing
 * else. The shards that were used last are kept; what could not be had is asked for again.
 */
(function (backfile) {
  "use strict";

  const script = document.currentScript;
  // The folder of the site: the part of this script's own address before its place in the site.
  const root = script ? script.src.slice(0, script.src.lastIndexOf("theme/js/")) : "";
  const encoder = new TextEncoder();
  const MOST_KEPT = 400; // shards: about 10 MB of memory, when no large lists are among them
  const delivered = new Map();
  const requested = new Map(); // in the order of their last use

  backfile.shard = function (name, data) {
    delivered.set(name, data);
  };

  /** Resolves when the script of an address below the site's folder has run; rejects when it is missing. */
  function run(path) {
    return new Promise(function (resolve, reject) {
      const element = document.createElement("script");
      element.src = root + path;
      element.onload = function () {
        element.remove();
        resolve();
      };
      element.onerror = function () {
        element.remove();
        reject(new Error(`${path} is missing`));
      };
      document.head.append(element);
    });
  }

  async function request(name, file) {
    try {
      await run(`search/${file}.js`);
      if (!delivered.has(name)) {
        throw new Error(`${file} is damaged`);
      }
      return delivered.get(name);
    } catch (error) {
      requested.delete(name);
      throw error;
    } finally {
      delivered.delete(name);
    }
  }

  /**
   * Resolves to the data of a shard; rejects when its file is missing or damaged. `file` is its place below search/:
   * a tier's folder has a hash of its content in its name, the shard's own name has not.
   */
  function load(name, file = name) {
    const data = requested.get(name) ?? request(name, file);
    requested.delete(name);
    requested.set(name, data);
    if (requested.size > MOST_KEPT) {
      requested.delete(requested.keys().next().value);
    }
    return data;
  }

  /** Resolves to a module that is a bundle of its own, loaded when it is first needed. */
  async function later(module) {
    if (!backfile[module]) {
      await run(`theme/js/${module}.js`);
    }
    return backfile[module];
  }

  /** Lets go of the data of a shard; it will be asked for again when it is needed again. */
  function forget(name) {
    requested.delete(name);
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

  /** The name of the shard of a kind, of which there are `count`, in which `key` stands. */
  function ofKey(kind, key, count) {
    return numbered(kind, Math.floor((crc32(key) * count) / 2 ** 32));
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

  backfile.shards = { load, later, forget, numbered, ofKey, relative };
})((globalThis.backfile = globalThis.backfile || {}));
