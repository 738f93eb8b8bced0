(() => {
  "use strict";
  const find = (selector, root = document) => [...root.querySelectorAll(selector)];
  const [form, words, verdict, profile, rule, count, nothing] = ["filter", "words", "verdict", "profile", "rule", "count", "nothing"].map((id) => document.getElementById(id));
  const controls = { words, verdict, profile, rule };
  const cases = find("[data-rules]").map((element) => ({
    element,
    text: (element.textContent + " " + element.dataset.rules + " " + element.dataset.verdict + " " + element.dataset.profile).toLowerCase(),
    rules: element.dataset.rules.split(" "),
  }));
  const lists = find("details.list").map((element) => ({ element, number: element.querySelector(".number"), items: find("li", element) }));
  const sections = find("section.rule").map((element) => ({ element, cases: find("[data-rules]", element), lists: find("details.list", element) }));
  const FEW = 200;

  const isPassed = (name) => name === "pass" || name === "left-out" || name === "not-claimed";
  const isWanted = ({ element, text, rules }, wanted) =>
    (verdict.value === "" || (verdict.value === "not-passed" ? !isPassed(element.dataset.verdict) : verdict.value === element.dataset.verdict)) &&
    (profile.value === "" || profile.value === element.dataset.profile) &&
    (rule.value === "" || rules.includes(rule.value)) &&
    wanted.every((word) => text.includes(word));

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isFiltered = Object.values(controls).some((control) => control.value !== "");
    let shown = 0;
    for (const entry of cases) {
      const isShown = isWanted(entry, wanted);
      entry.element.hidden = !isShown;
      shown += isShown;
    }
    for (const { element, number, items } of lists) {
      const here = items.filter((item) => !item.hidden).length;
      number.textContent = here === items.length ? here : here + " of " + items.length;
      element.hidden = here === 0;
      element.open = wanted.length > 0 && here > 0 && shown <= FEW;
    }
    for (const section of sections) {
      const here = section.cases.some((element) => !element.hidden);
      const isAsked = (rule.value === "" || rule.value === section.element.dataset.rule) && (profile.value === "" || profile.value === section.element.dataset.profile);
      section.element.hidden = !here && (isFiltered ? section.cases.length > 0 || wanted.length > 0 || verdict.value !== "" || !isAsked : false);
    }
    for (const element of find("section.profile")) element.hidden = !find("section.rule", element).some((one) => !one.hidden);
    count.textContent = shown + " of " + cases.length + " cases";
    nothing.hidden = shown > 0;
    const query = new URLSearchParams(Object.entries(controls).filter(([, control]) => control.value !== "").map(([name, control]) => [name, control.value]));
    try {
      history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "") + location.hash);
    } catch {
      // A page opened from a file may not change its address; the filter works all the same.
    }
  };

  const clear = () => {
    for (const control of Object.values(controls)) control.value = "";
    apply();
  };

  const choose = (control, value) => {
    for (const other of Object.values(controls)) other.value = "";
    control.value = value;
    apply();
    document.getElementById("results").scrollIntoView();
    control.focus();
  };

  const stops = () => find("details.case > summary, details.list > summary").filter((summary) => summary.checkVisibility());
  const move = (step) => {
    const all = stops();
    const here = all.indexOf(document.activeElement);
    const next = here < 0 ? all[step > 0 ? 0 : all.length - 1] : all[here + step];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    } else if (here === 0) words.focus();
  };

  const escape = () => {
    const open = document.activeElement.closest("details.raw[open], details.case[open], details.list[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else {
      clear();
      words.focus();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { target, key } = event;
    const isTyping = target.matches("input, select");
    if (key === "/" && !isTyping) words.focus();
    else if (key === "ArrowDown" && (target === words || (!isTyping && !target.matches("pre, .scroll")))) move(1);
    else if (key === "ArrowUp" && !isTyping && !target.matches("pre, .scroll")) move(-1);
    else if (key === "Escape") escape();
    else return;
    event.preventDefault();
  });

  for (const button of find("button.total")) button.addEventListener("click", () => choose(verdict, button.dataset.verdict));
  for (const button of find("button.only")) {
    button.hidden = false;
    button.addEventListener("click", () => choose(rule, button.dataset.rule));
  }
  for (const button of find("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const command = button.parentElement.querySelector("code");
      getSelection().selectAllChildren(command);
      // A file has no clipboard of its own in some browsers; what is selected can be copied by hand.
      button.firstChild.textContent = document.execCommand("copy") ? "Copied" : "Selected";
    });
  }
  document.getElementById("open").addEventListener("click", () => {
    const shown = find("details.case").filter((element) => element.checkVisibility()).slice(0, FEW);
    const isOpening = shown.some((element) => !element.open);
    for (const element of shown) element.open = isOpening;
  });
  document.getElementById("clear").addEventListener("click", clear);
  const follow = () => {
    const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (element && element.matches("details.case")) element.open = true;
  };
  addEventListener("hashchange", follow);

  const query = new URLSearchParams(location.search);
  for (const [name, control] of Object.entries(controls)) {
    control.value = query.get(name) ?? "";
    if (control.selectedIndex < 0) control.value = "";
    control.addEventListener(control === words ? "input" : "change", apply);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
  follow();
})();
