/* Working days on the official calendar, and the processing fee. Pure functions. */
(() => {
  "use strict";
  const DAY = 86400000;
  const parse = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN);
  const iso = (time) => new Date(time).toISOString().slice(0, 10);

  const weekdays = ["日", "一", "二", "三", "四", "五", "六"];
  function dayInWords(day) {
    const [year, month, date] = day.split("-").map(Number);
    const weekday = weekdays[new Date(parse(day)).getUTCDay()];
    return "Y 年 M 月 D 日（星期W）".replace("Y", year).replace("M", month).replace("D", date).replace("W", weekday);
  }

  /* A calendar from the table: `add(day, n)` is the n-th working day after a day, as
     {day, holidays, worked}; day is null when the table ends before it. */
  function calendar(table) {
    const off = new Set(table.off);
    const on = new Set(table.on);
    const isWorkday = (day) => {
      if (on.has(day)) return true;
      if (off.has(day)) return false;
      const weekday = new Date(parse(day)).getUTCDay();
      return weekday !== 0 && weekday !== 6;
    };
    function add(day, count) {
      let time = parse(day);
      let left = count;
      const passed = { holidays: 0, worked: 0 };
      if (Number.isNaN(time) || day < table.first || day > table.last) return { day: null, ...passed };
      while (left > 0) {
        time += DAY;
        const next = iso(time);
        if (next > table.last) return { day: null, ...passed };
        if (isWorkday(next)) left -= 1;
        if (off.has(next)) passed.holidays += 1;
        if (on.has(next)) passed.worked += 1;
      }
      return { day: iso(time), ...passed };
    }
    return { isWorkday, add, first: table.first, last: table.last };
  }

  /* Yuan for so many requests of one applicant in one calendar month. */
  function feeByPieces(pieces) {
    let yuan = Math.max(0, Math.min(pieces, 30) - 10) * 100;
    for (let from = 30, price = 200; from < pieces; from += 10, price += 100) yuan += Math.min(10, pieces - from) * price;
    return yuan;
  }

  /* Yuan for so many pages of one request. */
  function feeByPages(pages) {
    const part = (from, to) => Math.max(0, Math.min(pages, to) - from);
    return part(30, 100) * 10 + part(100, 200) * 20 + part(200, Infinity) * 40;
  }

  Object.assign(gongkai, { calendar, dayInWords, feeByPieces, feeByPages });
})();
