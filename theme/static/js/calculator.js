/* The guide's calculator: when an answer is due, and what may be charged. */
(() => {
  "use strict";
  const words = (day) => gongkai.dayInWords(day);

  async function start(place) {
    await gongkai.use("common");
    await gongkai.use("deadlines");
    const calendar = gongkai.calendar(await gongkai.load("workdays"));
    const [days, fees] = place.querySelectorAll("form");
    for (const form of [days, fees]) form.addEventListener("submit", (event) => event.preventDefault());
    place.querySelector("[data-last]").textContent = words(calendar.last);
    days.elements.received.min = calendar.first;
    days.elements.clarified.min = calendar.first;
    days.addEventListener("input", () => showDays(days, calendar));
    fees.addEventListener("input", () => showFees(fees));
    const now = new Date();
    if (!days.elements.received.value) days.elements.received.value = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
    showDays(days, calendar);
    showFees(fees);
    place.classList.add("app-ready");
  }

  function line(label, found, calendar) {
    const { h } = gongkai;
    if (!found.day) return [h("dt", null, label), h("dd", null, `不知道：官方放假安排只公布到 ${words(calendar.last)}，这一天在它之后。`)];
    const passed = [found.holidays ? `其间放假占去 ${found.holidays} 个工作日` : "", found.worked ? `调休上班 ${found.worked} 天` : ""].filter(Boolean).join("，");
    return [h("dt", null, label), h("dd", null, h("strong", null, h("time", { datetime: found.day }, words(found.day))), passed ? h("span.app-small", null, passed) : null)];
  }

  function showDays(form, calendar) {
    const { h } = gongkai;
    const output = form.querySelector("output");
    const received = form.elements.received.value;
    const clarified = form.elements.clarified.value;
    if (!received) {
      output.replaceChildren(h("p.app-note", null, "请填机关收到申请的日子。"));
      return;
    }
    if (received < calendar.first || received > calendar.last) {
      output.replaceChildren(h("p.app-note", null, `放假安排的表从 ${words(calendar.first)}到 ${words(calendar.last)}，所填的日子不在里面，算不出来。`));
      return;
    }
    if (clarified && clarified < received) {
      output.replaceChildren(h("p.app-note", null, "补正的日子不能早于收到申请的日子。"));
      return;
    }
    const from = clarified || received;
    const answer = calendar.add(from, 20);
    output.replaceChildren(h("dl.app-dates", null,
      clarified ? null : line("要求补正，最迟", calendar.add(received, 7), calendar),
      line("答复，最迟", answer, calendar),
      line("书面告知延期以后，最迟", answer.day ? calendar.add(from, 40) : answer, calendar)),
    h("p.app-small", null, `从收到${clarified ? "补正" : "申请"}的第二天起算，${words(from)}这一天不算在内。征求第三方或者其他机关意见的时间不计算在内。`));
  }

  function showFees(form) {
    const { h } = gongkai;
    const count = (name) => {
      const value = Number(form.elements[name].value);
      return Number.isInteger(value) && value >= 0 && value <= 100000 ? value : null;
    };
    const [pieces, pages] = [count("pieces"), count("pages")];
    const cell = (value, fee) => (value === null ? "请填 0 到 100,000 之间的整数" : fee(value) === 0 ? "不收费" : `${gongkai.number(fee(value))} 元`);
    form.querySelector("output").replaceChildren(h("dl.app-dates", null,
      h("dt", null, "按件计收"), h("dd", null, h("strong", null, cell(pieces, gongkai.feeByPieces))),
      h("dt", null, "按量计收"), h("dd", null, h("strong", null, cell(pages, gongkai.feeByPages)))),
    h("p.app-small", null, "机关对一件申请只能选一种算法，不能重复收。"));
  }

  gongkai.app("calculator", start);
})();
