/* The sample letter: to the clipboard as plain text, or to the printer. */
(() => {
  "use strict";
  const box = document.querySelector("[data-letter]");
  const letter = document.getElementById("letter");
  const status = box.querySelector("[role=status]");

  /* Without the clipboard (a page from a disk, an old browser) the letter is selected. */
  function select() {
    const range = document.createRange();
    range.selectNodeContents(letter);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    status.textContent = "已选中全文，请按复制键。";
  }

  box.querySelector("[data-copy]").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(letter.innerText.replace(/\n{3,}/g, "\n\n").trim());
      status.textContent = "已复制，可以粘贴到文档里填写。";
    } catch {
      select();
    }
  });
  box.querySelector("[data-print]").addEventListener("click", () => print());
})();
