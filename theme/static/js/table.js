/* What a page says of itself, and a table of it as a CSV file: what is printed in its cells,
   nothing computed. */
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

  const page = {
    title: () => document.querySelector("h1").textContent.trim(),
    siteName: () => document.querySelector(".site-name").textContent.trim(),
    address: () => (location.protocol === "file:" ? "" : location.href.replace(/#.*$/, "")),
    caption: (place) => (place.querySelector("caption, figcaption")?.textContent || "").trim(),
  };

  /* The name of the file that a table or chart is taken along in. */
  function fileName(place, ending) {
    const words = [page.title(), page.caption(place)].filter(Boolean).join("-");
    return `${words.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 80)}.${ending}`;
  }

  const saveTable = (place) => gongkai.save(fileName(place, "csv"), gongkai.csv(tableRows(place)));

  Object.assign(gongkai, { page, fileName, saveTable, tableRows });
})();
