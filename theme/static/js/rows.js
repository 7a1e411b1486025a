/* The explorer's numbers: which reports there are, and what an indicator says in each. */
(() => {
  "use strict";
  const { load } = gongkai;
  /* {agencyPosition: {scope, form, value}} of a count in a year; a state is a letter. */
  async function column(count, year, forms) {
    const reports = await load(`explore/reports-${year}`);
    const values = count.years.includes(year) ? await load(`explore/${count.id}-${year}`) : null;
    const found = new Map();
    let n = 0;
    for (let run = 0; run < reports.i.length; run += 2) {
      for (let agency = reports.i[run], end = agency + reports.i[run + 1]; agency < end; agency += 1, n += 1) {
        const form = forms[reports.f[n]] || null;
        const value = values ? values[n] : count.formula[form] ? "m" : "f";
        found.set(agency, { scope: reports.s[n], form, value });
      }
    }
    return found;
  }

  /* The same for a rate: {value, part, whole}; value is a letter when it is not shown. */
  async function rateColumn(rate, counts, year, forms) {
    const [parts, wholes] = await Promise.all([rate.numerator, rate.denominator].map((id) => column(counts.get(id), year, forms)));
    const found = new Map();
    for (const [agency, whole] of wholes) {
      found.set(agency, { ...whole, ...ratio(rate, parts.get(agency).value, whole.value) });
    }
    return found;
  }

  /* A rate from its parts; below the minimum it is not shown ("u"). */
  function ratio(rate, part, whole) {
    if (typeof part === "string") return { value: part };
    if (typeof whole === "string") return { value: whole };
    return { part, whole, value: whole === 0 || whole < rate.minimum ? "u" : part / whole };
  }

  /* The indicators by id, rates with `isRate`; counts have `years`. */
  function indicatorsOf(settings) {
    const found = new Map(settings.counts.map((one) => [one.id, one]));
    for (const rate of settings.rates) found.set(rate.id, { ...rate, isRate: true, unit: "%" });
    return found;
  }

  /* `forms` names the form behind each letter of the reports' list. */
  const columnOf = (indicator, all, year, forms) =>
    indicator.isRate ? rateColumn(indicator, all, year, forms) : column(indicator, year, forms);

  /* Forms among the given ones between which the indicator does not mean the same. */
  function brokenForms(indicator, forms) {
    const present = [...new Set(forms)].filter(Boolean).sort();
    return indicator.comparable.some((group) => present.every((form) => group.includes(form))) ? [] : present;
  }

  Object.assign(gongkai, { columnOf, indicatorsOf, ratio, brokenForms });
})();
