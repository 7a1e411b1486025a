/* The finder's combobox, on its own page, at home, and as suggestions in the search box. */
(() => {
  "use strict";
  const needed = () => gongkai.use("kit").then(() => gongkai.use("match"));

  function detail(index, agency) {
    const years = agency.years;
    const reports = years.length ? `年报 ${years[0] === years.at(-1) ? years[0] : `${years[0]}—${years.at(-1)}`}` : "没有年报";
    return [gongkai.place(index, agency), reports, agency.until ? "已撤并或更名" : ""].filter(Boolean).join(" · ");
  }

  async function start(form) {
    await needed();
    const input = form.querySelector("input[name=q]");
    const limit = form.dataset.app === "finder" ? 12 : 6;
    gongkai.combobox(input, async (query) => {
      const index = await gongkai.agencies();
      const items = gongkai.find(index, query, limit).map((agency) => ({
        label: agency.name,
        detail: detail(index, agency),
        href: gongkai.link(`agencies/${agency.id}/`),
      }));
      items.push({ label: `在全文里搜索“${query}”`, detail: "", href: gongkai.link(`search/?q=${encodeURIComponent(query)}`) });
      return items;
    }, (item) => { location.href = item.href; });
    if (input.value) input.dispatchEvent(new Event("input"));
  }

  gongkai.app("finder", start);
  gongkai.app("suggest", start);
})();
