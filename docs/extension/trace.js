(() => {
  "use strict";
  const form = document.getElementById("trace-filter");
  const words = document.getElementById("trace-words");
  const gap = document.getElementById("trace-gap");
  const count = document.getElementById("trace-count");
  const rows = [...document.querySelectorAll("table.trace tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() }));

  const matches = ({ row, text }, wanted) =>
    wanted.every((word) => text.includes(word)) &&
    (gap.value === "" || (gap.value === "any" ? /(^| )gap-/.test(row.className) : row.classList.contains("gap-" + gap.value)));

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of rows) {
      const visible = matches(entry, wanted);
      entry.row.hidden = !visible;
      shown += visible;
    }
    count.textContent = shown + " of " + rows.length + " rows";
    const query = new URLSearchParams();
    if (words.value) query.set("words", words.value);
    if (gap.value) query.set("gap", gap.value);
    try {
      history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "") + location.hash);
    } catch {
      // A page opened from a file may not change its address; the filter works all the same.
    }
  };

  const query = new URLSearchParams(location.search);
  words.value = query.get("words") ?? "";
  gap.value = query.get("gap") ?? "";
  if (gap.selectedIndex < 0) gap.value = "";
  words.addEventListener("input", apply);
  gap.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  words.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      words.value = "";
      apply();
    }
  });
  form.hidden = false;
  apply();
})();
