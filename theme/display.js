(function () {
var root = document.documentElement;
root.classList.add("js");
function stored(name) { try { return localStorage.getItem("gongkai-" + name); } catch (e) { return null; } }
function set(name, value) {
if (value) { root.setAttribute("data-" + name, value); } else { root.removeAttribute("data-" + name); }
try { if (value) { localStorage.setItem("gongkai-" + name, value); } else { localStorage.removeItem("gongkai-" + name); } } catch (e) {}
}
["theme", "size"].forEach(function (name) { var value = stored(name); if (value) { set(name, value); } });
document.addEventListener("DOMContentLoaded", function () {
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
