// What axe does not look for. Each function gives short names of the elements that it found.
window.waymark = (() => {
  const name = (element) => {
    const said = (element.ariaLabel || element.textContent).trim().replace(/\s+/g, " ").slice(0, 40);
    const classes = [...element.classList].map((one) => `.${one}`).join("");
    return `${element.localName}${element.id && `#${element.id}`}${classes} “${said || element.name || ""}”`;
  };
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false });
  const FOCUSABLE = "a[href], button:not([disabled]), input:not([type=hidden], [disabled]), select, textarea, summary, [tabindex='0']";

  function wide() {
    const edge = document.documentElement.clientWidth;
    const found = [...document.querySelectorAll("body *")].filter((one) => visible(one) && one.getBoundingClientRect().right > edge + 1);
    const inner = found.filter((one) => !found.some((other) => other !== one && one.contains(other)));
    return inner.slice(0, 5).map(name);
  }

  // A link inside a sentence is as high as its line: WCAG 2.5.5 leaves those out.
  function inSentence(element) {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
    const around = element.parentElement.closest("p, li, dd, td, th, label, h1, h2, h3, h4, div, nav, body").textContent.trim();
    return around.length > element.textContent.trim().length;
  }
  // A link that covers its whole card does so by what stands after it.
  function covered(element) {
    const after = getComputedStyle(element, "::after");
    return after.content !== "none" && after.position === "absolute" && after.inset === "0px" ? element.offsetParent : element;
  }
  // What a finger may press: the label counts with its field.
  function target(element) {
    const boxes = [covered(element), ...(element.labels ?? [])].map((one) => one.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    return {
      width: Math.max(...boxes.map((box) => box.right)) - left,
      height: Math.max(...boxes.map((box) => box.bottom)) - top,
    };
  }
  function smallTargets(size) {
    const small = [...document.querySelectorAll(FOCUSABLE)].filter((element) => {
      if (element.matches(".skip-link, [role=region]") || !visible(element) || inSentence(element)) return false;
      const box = target(element);
      return box.width < size - 0.5 || box.height < size - 0.5;
    });
    return small.map((element) => {
      const box = target(element);
      return `${name(element)} ${Math.round(box.width)}x${Math.round(box.height)}`;
    });
  }

  // Focus is visible when something about the element, or close to it, looks different with it.
  const around = (element) =>
    [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling, ...(element.labels ?? [])].filter(Boolean);
  const look = (element) =>
    around(element)
      .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, "::after"), getComputedStyle(one, "::before")])
      .map((style) => [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor].join())
      .join();
  function hiddenFocus() {
    const found = [...document.querySelectorAll(FOCUSABLE)].filter((element) => {
      if (!visible(element)) return false;
      document.activeElement?.blur();
      const before = look(element);
      element.focus({ focusVisible: true, preventScroll: true });
      return document.activeElement === element && look(element) === before;
    });
    document.activeElement?.blur();
    return found.map(name);
  }

  // What is focused is scrolled to where nothing that sticks to an edge lies over it.
  function coveredFocus() {
    const sticks = [...document.querySelectorAll("body *")].filter(
      (one) => ["sticky", "fixed"].includes(getComputedStyle(one).position) && visible(one) && !one.closest("table"),
    );
    const overlap = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1 && a.left < b.right && b.left < a.right;
    const found = [...document.querySelectorAll(FOCUSABLE)].filter((element) => {
      if (!visible(element) || element.matches(".skip-link") || sticks.some((one) => one.contains(element))) return false;
      element.focus({ focusVisible: true });
      // What is ticked is often drawn by its label alone; a text is written in the field itself.
      const drawn = element.matches("[type=radio], [type=checkbox]") ? element.labels[0] : undefined;
      const box = (drawn ?? element).getBoundingClientRect();
      return document.activeElement === element && box.height < innerHeight / 2 && sticks.some((one) => overlap(box, one.getBoundingClientRect()));
    });
    document.activeElement?.blur();
    return found.map(name);
  }

  return { wide, smallTargets, hiddenFocus, coveredFocus };
})();
