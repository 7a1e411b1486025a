/* What serves a person who applies: the day on which an answer is due, as an entry for the
   calendar too, and the letter to the clipboard or the printer. */
(() => {
  "use strict";
  const DAYS = 20;
  const DAY = 86400000;
  const words = (day) => gongkai.dayInWords(day);

  function element(name, words, attributes) {
    const made = document.createElement(name);
    made.textContent = words;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  /* The offices are in China, wherever the reader is. */
  const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

  async function showDue(rule) {
    const calendar = gongkai.calendar(await gongkai.load("workdays"));
    const now = today();
    const isKnown = now >= calendar.first && now <= calendar.last;
    const handedIn = !isKnown || calendar.isWorkday(now) ? now : calendar.add(now, 1).day;
    const due = handedIn ? calendar.add(handedIn, DAYS).day : null;
    if (!due) {
      rule.after(element("p", `今天是 ${words(now)}。官方放假安排只公布到 ${words(calendar.last)}，答复的最后一天算不出来。`, { class: "app-note" }));
      return;
    }
    const later = calendar.add(handedIn, 2 * DAYS).day;
    const line = element("p", "", { class: "app-note" });
    line.append(
      handedIn === now ? `今天是 ${words(now)}。今天当面交，最迟 ` : `今天是 ${words(now)}，不上班。${words(handedIn)}当面交，最迟 `,
      element("strong", words(due)), "应当答复；",
      later ? `告知延期的，最迟 ${words(later)}。` : "告知延期的，最后一天超出官方放假安排，算不出来。", " ",
    );
    const keep = element("button", "存到日历（.ics）", { type: "button" });
    keep.addEventListener("click", () => gongkai.saveAs(`${due}.ics`, event(handedIn, due), "text/calendar"));
    line.append(keep);
    rule.after(line);
  }

  /* An entry of a whole day after RFC 5545: lines of at most 75 octets, ended by CR LF. */
  function event(handedIn, due) {
    const office = document.querySelector("h1").textContent.trim();
    const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
    const plain = (day) => day.replaceAll("-", "");
    const after = new Date(Date.parse(`${due}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
    const page = location.protocol === "file:" ? "" : location.href.replace(/[?#].*$/, "");
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//apply//ZH", "BEGIN:VEVENT",
      `UID:${plain(handedIn)}-${plain(due)}-${encodeURIComponent(office)}@gongkai`,
      `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`,
      `DTSTART;VALUE=DATE:${plain(due)}`, `DTEND;VALUE=DATE:${plain(after)}`,
      `SUMMARY:${escaped(`${office}：答复政府信息公开申请的最后一天`)}`,
      `DESCRIPTION:${escaped(`${handedIn} 当面交的申请，二十个工作日内应当答复（政府信息公开条例第三十三条）；告知延期的，最多再加二十个工作日。`)}`,
      ...(page ? [`URL:${page}`] : []), "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR",
    ];
    return `${lines.map(fold).join("\r\n")}\r\n`;
  }

  function fold(line) {
    const size = (text) => new TextEncoder().encode(text).length;
    const parts = [""];
    for (const sign of line) {
      if (size(parts.at(-1) + sign) > 74) parts.push("");
      parts[parts.length - 1] += sign;
    }
    return parts.join("\r\n ");
  }

  function serveLetter(letter) {
    const status = element("span", "", { role: "status" });
    const copy = element("button", "复制全文", { type: "button" });
    const print = element("button", "打印", { type: "button" });
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(letter.innerText.replace(/\n{3,}/g, "\n\n").trim());
        status.textContent = "已复制，可以粘贴到文档里填写。";
      } catch {
        select(letter);
        status.textContent = "已选中全文，请按复制键。";
      }
    });
    print.addEventListener("click", () => printAlone(letter));
    const actions = element("p", "", { class: "app-actions" });
    actions.append(copy, print, status);
    letter.after(actions);
  }

  /* Without the clipboard (a page from a disk, an old browser) the letter is selected. */
  function select(letter) {
    const range = document.createRange();
    range.selectNodeContents(letter);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  function printAlone(letter) {
    const sheet = letter.cloneNode(true);
    sheet.removeAttribute("id");
    sheet.classList.add("sheet");
    document.body.append(sheet);
    addEventListener("afterprint", () => sheet.remove(), { once: true });
    print();
  }

  async function start(place) {
    await gongkai.use("deadlines");
    const letter = place.querySelector(".letter");
    const rule = place.querySelector(".due");
    if (letter) serveLetter(letter);
    if (rule) showDue(rule);
  }

  gongkai.app("apply", start);
})();
