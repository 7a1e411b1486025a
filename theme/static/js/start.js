/* On every page, fetched beside the stylesheet so that nothing moves: buttons at charts and tables, the choice of display,
   and the other scripts when they are first used. What must not flash stands in the page. */
(function () {
  var root = document.documentElement;
  function set(name, value) {
    if (value) { root.setAttribute("data-" + name, value); } else { root.removeAttribute("data-" + name); }
    try { if (value) { localStorage.setItem("gongkai-" + name, value); } else { localStorage.removeItem("gongkai-" + name); } } catch (e) {}
  }
  var asked = null;
  function load(then) {
    if (!asked) {
      asked = document.createElement("script");
      asked.src = document.querySelector("link[rel=stylesheet]").href.replace(/style\.css.*$/, "js/site.js");
      document.head.append(asked);
    }
    if (then) { asked.addEventListener("load", then); }
  }
  document.addEventListener("focusin", function (event) { if (event.target.closest("[data-app]")) { load(); } });
  document.addEventListener("click", function (event) {
    var b = event.target.closest("[data-chart-view],[data-take]");
    if (b && !window.gongkai) { load(function () { b.click(); }); }
  });
  document.addEventListener("DOMContentLoaded", function () {
    if (document.querySelector("[data-app=explorer],[data-app=compare],[data-app=reasons],[data-app=calculator],[data-app=search]") || (location.search && document.querySelector("[data-app=checks]"))) { load(); }
    var near = document.querySelector("[data-app=apply]");
    if (near) { new IntersectionObserver(function (found, watch) { if (found.some(function (f) { return f.isIntersecting; })) { watch.disconnect(); load(); } }, { rootMargin: "200px" }).observe(near); }
    document.querySelectorAll("article > .table-wrap, article > details > .table-wrap, article figure.chart").forEach(function (place) {
      var isChart = place.tagName === "FIGURE";
      var bar = document.createElement("p");
      bar.className = "take";
      (isChart ? ["png 图片（PNG）", "svg 图片（SVG）", "csv 数据（CSV）", "embed 嵌入", "cite 引用"] : ["csv 下载此表（CSV）", "png 图片", "embed 嵌入", "cite 引用"]).forEach(function (one) {
        var b = document.createElement("button");
        b.type = "button";
        b.setAttribute("data-take", one.split(" ")[0]);
        b.textContent = one.split(" ")[1];
        bar.append(b);
      });
      var s = document.createElement("span");
      s.setAttribute("role", "status");
      bar.append(s);
      if (!isChart) { place.after(bar); return; }
      bar.prepend(place.querySelector(".chart-view") || "");
      place.append(bar);
    });
    var box = document.querySelector("[data-display]");
    if (!box) { return; }
    var buttons = box.querySelectorAll("button");
    function show() {
      buttons.forEach(function (b) { b.setAttribute("aria-pressed", String(root.getAttribute("data-" + b.dataset.set) === b.dataset.value)); });
    }
    box.addEventListener("click", function (event) {
      var b = event.target.closest("button");
      if (!b) { return; }
      set(b.dataset.set, root.getAttribute("data-" + b.dataset.set) === b.dataset.value ? null : b.dataset.value);
      show();
    });
    box.hidden = false;
    show();
  });
})();
