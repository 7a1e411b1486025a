/* A table of a page as a CSV file: what is printed in its cells, nothing computed. */
(() => {
  "use strict";

  /* The words of a cell, without its explanation, its mark, and what screen readers alone get. */
  function words(cell) {
    const copy = (cell.querySelector(":scope > details.why > summary") || cell).cloneNode(true);
    copy.querySelectorAll(".flag, .unseen").forEach((one) => one.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  const tableRows = (place) => [...place.querySelector("table").rows]
    .map((row) => [...row.cells].flatMap((cell) => [words(cell), ...Array(cell.colSpan - 1).fill("")]));

  function saveTable(place) {
    const table = place.querySelector("table");
    const rows = tableRows(place);
    const name = [document.querySelector("h1").textContent.trim(), table.caption?.textContent.trim()].filter(Boolean).join("-");
    gongkai.save(`${name.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 80)}.csv`, gongkai.csv(rows));
  }

  Object.assign(gongkai, { saveTable, tableRows });
})();
