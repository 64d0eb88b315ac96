/* What every search begins with: the archive that the manifest describes, and the table of traditional characters. */
(function (backfile) {
  "use strict";

  const FORMAT = 2; // of the shards, as backfile/search/shards.py counts it
  const HAS_CJK = /[\u2e80-\u{3ffff}]/u;
  let archive = null;
  let table = null;

  /** Resolves to the archive, or to null when its manifest is missing, damaged or of another format. */
  backfile.archive = async function () {
    if (!archive) {
      const manifest = await backfile.shards.load("manifest").catch(() => null);
      archive = manifest?.format === FORMAT ? backfile.tiers.open(manifest) : null;
    }
    return archive;
  };

  /** Resolves to the table that a text needs to be folded: null when it needs none; rejects when it cannot be had. */
  backfile.table = async function (text) {
    if (!HAS_CJK.test(text)) {
      return null;
    }
    table ??= backfile.tokens.unpack(await backfile.shards.load("fold"));
    return table;
  };
})((globalThis.backfile = globalThis.backfile || {}));
