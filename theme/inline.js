(function () {
var root = document.documentElement;
root.classList.add("js");
if (/[?&]q=[^&]/.test(location.search)) { root.classList.add("asked"); }
function stored(name) { try { return localStorage.getItem("gongkai-" + name); } catch (e) { return null; } }
["theme", "size"].forEach(function (name) { var value = stored(name); if (value) { root.setAttribute("data-" + name, value); } });
})();
