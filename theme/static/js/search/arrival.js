/* On an article's page: when a search led here (#q=…), loads what marks its matches; else this is all. */
(function () {
  "use strict";

  const NEEDED = [
    "lunr.min",
    ...["tokens", "shards", "archive", "dates", "pieces", "forms", "query", "match", "arrival-marks", "arrival-bar"].map(
      (name) => `search/${name}`
    ),
  ];
  const own = document.currentScript.src;

  function begin() {
    if (!location.hash.startsWith("#q=") || document.getElementById("arrival")) {
      return;
    }
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = own.replace("js/search/arrival.js", "css/arrival.css");
    const scripts = NEEDED.map(function (name) {
      const script = document.createElement("script");
      script.async = false; // one after the other
      script.src = own.replace("search/arrival", name);
      return script;
    });
    document.head.append(style, ...scripts);
  }

  addEventListener("hashchange", begin);
  begin();
})();
