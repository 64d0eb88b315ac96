/* Marks in an article's page what a search looked for, by the search's own folding. */
(function (backfile) {
  "use strict";

  // The parts of the page that the index has, and the fields that they are searched as.
  const PARTS = [
    [".story-head .kicker", ["text"]],
    [".story-head .headline", ["text", "title"]],
    [".story-head .subtitle", ["text"]],
    [".story-head .byline", ["text", "author"]],
    [".story .summary", ["text"]],
    [".story-body", ["text"]],
  ];
  const BLOCK = "p, li, h2, h3, h4, td, th, figcaption, blockquote, pre, div";

  /** The text of an element, and at which place of it each of its text nodes begins. */
  function read(element) {
    const nodes = [];
    let text = "";
    let block = null;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const own = node.parentElement.closest(BLOCK);
      if (own !== block && text) {
        text += "\n"; // words of two paragraphs are two words
      }
      block = own;
      nodes.push({ node, start: text.length });
      text += node.data;
    }
    return { text, nodes };
  }

  /** Wraps the places `start`–`end` in marks: several where the text goes from one element into another. */
  function wrap(nodes, start, end) {
    const made = [];
    for (const { node, start: begin } of nodes) {
      const [from, to] = [Math.max(0, start - begin), Math.min(node.length, end - begin)];
      if (from < to && node.data.slice(from, to).trim()) {
        // The node keeps what stands before the match: what is wrapped later lies further left.
        const matched = node.splitText(from);
        matched.splitText(to - from);
        const mark = document.createElement("mark");
        mark.className = "found";
        matched.replaceWith(mark);
        mark.append(matched);
        made.push(mark);
      }
    }
    return made;
  }

  /** Where an element's text matches, as `[start, end]`, in order and apart. */
  function places(text, fields, groups, table) {
    const article = { title: text, section: "", newspaper: "", authors: [text], persons: [], places: [], passages: [text] };
    const found = fields.flatMap((field) => backfile.match.marks(groups, article, field, table)[0] ?? []);
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.filter(([start], at) => at === 0 || start >= Math.max(...found.slice(0, at).map((mark) => mark[1])));
  }

  /** Resolves to the matches of `query` in the page, each as its marks, in the order of the page. */
  async function mark(query) {
    const table = await backfile.table(query).catch(() => null); // without it, as it is written
    const { groups } = backfile.query.parse(query, table);
    const matches = [];
    for (const [selector, fields] of PARTS) {
      for (const element of document.querySelectorAll(selector)) {
        const { text, nodes } = read(element);
        const inside = places(text, fields, groups, table).reverse().map(([start, end]) => wrap(nodes, start, end));
        matches.push(...inside.filter((marks) => marks.length > 0).reverse());
      }
    }
    return matches;
  }

  /** The page as it was. */
  function unmark(matches) {
    for (const mark of matches.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }

  backfile.arrival = { mark, unmark };
})((globalThis.backfile = globalThis.backfile || {}));
