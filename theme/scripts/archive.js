/* What every search begins with: the archive that the manifest describes, and the table of traditional characters. */
(function (backfile) {
  "use strict";

  const FORMAT = 2; // of the shards, as backfile/search/shards.py counts it
  const HAS_CJK = /[\u2e80-\u{3ffff}]/u;
  let archive = null;
  let table = null;
  let few; // the pairs that the archive's own text needs
  let simplified = null;

  /** Resolves to the archive, or to null when its manifest is missing, damaged or of another format. */
  backfile.archive = async function () {
    if (!archive) {
      const manifest = await backfile.shards.load("manifest").catch(() => null);
      archive = manifest?.format === FORMAT ? backfile.tiers.open(manifest) : null;
    }
    return archive;
  };

  /** The characters of GB 2312, in which simplified text is written, ideographs among them. */
  function simplifiedCharacters() {
    const bytes = [];
    for (let row = 0xb0; row <= 0xf7; row += 1) {
      for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
        bytes.push(row, cell);
      }
    }
    return new Set(new TextDecoder("gb2312").decode(Uint8Array.from(bytes)));
  }

  /** The few pairs that the archive's own text needs, as a Map; null when only the whole table will do. */
  function ofText(tiers) {
    const pairs = tiers.map(({ folds }) => folds);
    return pairs.includes(null) ? null : new Map(Array.from(pairs.join("").matchAll(/(.)(.)/gu), ([, from, to]) => [from, to]));
  }

  /**
   * Resolves to the table that a query and the articles it is checked on need to be folded: null when they need none;
   * rejects when it cannot be had. The whole of it is loaded only for traditional text.
   */
  backfile.table = async function (text) {
    if (!HAS_CJK.test(text)) {
      return null;
    }
    const manifest = await backfile.shards.load("manifest").catch(() => null);
    few ??= manifest?.format === FORMAT ? ofText(manifest.tiers) : null;
    simplified ??= simplifiedCharacters();
    const isKnown = ([character]) => few.has(character) || simplified.has(character);
    if (few && Array.from(text.normalize("NFKC").matchAll(/\p{Script=Han}/gu)).every(isKnown)) {
      return few;
    }
    table ??= backfile.tokens.unpack(await backfile.shards.load("fold"));
    return table;
  };
})((globalThis.backfile = globalThis.backfile || {}));
