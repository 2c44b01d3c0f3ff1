// The scene that a choice led to gets the focus, so that a screen reader goes on from there.
addEventListener("hashchange", () => document.querySelector(".scene-card:target")?.focus());
for (const practice of document.querySelectorAll(".tale")) {
  practice.addEventListener("reset", () => {
    if (practice.querySelector(".scene-card:target")) location.hash = practice.querySelector(".scene-card").id;
  });
}
