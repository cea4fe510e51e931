"use strict";
/* Paper cannot be unfolded: open what is folded for printing, and fold it again after. Checks stay as the reader left
   them: their first line says how they came out, and unfolded they would be most of the paper. */
{
  const folded = new Set();
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open], .checks)")) {
      folded.add(part);
      part.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
    folded.clear();
  });
  /* Mark in the contents where the reader is. */
  const links = new Map();
  for (const link of document.querySelectorAll('nav a[href^="#"]')) links.set(link.hash.slice(1), link);
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = links.get(target.id);
      if (link && isIntersecting) {
        for (const other of links.values()) other.removeAttribute("aria-current");
        link.setAttribute("aria-current", "true");
      }
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const key of links.keys()) {
    const part = document.getElementById(key);
    if (part) watch.observe(part);
  }
}
