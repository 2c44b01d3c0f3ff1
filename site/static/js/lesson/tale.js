// The scene that a choice led to gets the focus, so that a screen reader goes on from there.
addEventListener("hashchange", () => document.querySelector(".scene-card:target")?.focus());
// What is answered stands below all choices: on a small screen that may be out of sight.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
addEventListener("change", ({ target }) => {
  const answers = target.closest(".tale .scene-card")?.querySelectorAll(".try__answer") ?? [];
  const shown = [...answers].find((answer) => answer.offsetHeight);
  shown?.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
});
for (const practice of document.querySelectorAll(".tale")) {
  practice.addEventListener("reset", () => {
    if (practice.querySelector(".scene-card:target")) location.hash = practice.querySelector(".scene-card").id;
  });
  for (const link of practice.querySelectorAll("[data-again]")) link.addEventListener("click", () => practice.reset());
}
