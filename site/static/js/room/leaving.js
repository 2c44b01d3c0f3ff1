// What was pressed leads on by itself: to draw the page anew would cut it off. So the page says that it is on its way.
const { dataset } = document.documentElement;
addEventListener("beforeunload", () => {
  dataset.leaving = "";
  setTimeout(() => delete dataset.leaving, 10000);
});
