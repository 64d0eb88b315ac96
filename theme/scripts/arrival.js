/* On an article's page: when a search led here (#q=…), loads what marks its matches; else this is all. */
(function () {
  "use strict";

  const NEEDED = ["lunr.min", "arrival-marks"];
  const own = document.currentScript.src;
  const theme = own.slice(0, own.lastIndexOf("js/arrival.js"));

  function begin() {
    if (!location.hash.startsWith("#q=") || document.getElementById("arrival")) {
      return;
    }
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${theme}css/arrival.css`;
    const scripts = NEEDED.map(function (name) {
      const script = document.createElement("script");
      script.async = false; // one after the other
      script.src = `${theme}js/${name}.js`;
      return script;
    });
    document.head.append(style, ...scripts);
  }

  addEventListener("hashchange", begin);
  begin();
})();
