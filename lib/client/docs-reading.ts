/** Marks the section that is being read in the table of contents. */

const LINKS = ".docs-contents a[href^='#']";

/** Begins to follow; the function that it gives back stops. */
export function followReading(): () => void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>(LINKS)].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  if (headings.length === 0) return () => undefined;

  let isQueued = false;
  function mark() {
    isQueued = false;
    const line = window.innerHeight * 0.25;
    const read = headings.findLast((heading) => heading.getBoundingClientRect().top <= line) ?? headings[0];
    for (const [id, link] of links) {
      if (id !== read?.id) link.removeAttribute("aria-current");
      else if (link.getAttribute("aria-current") === null) {
        link.setAttribute("aria-current", "true");
        keepInView(link);
      }
    }
  }
  function onScroll() {
    if (isQueued) return;
    isQueued = true;
    requestAnimationFrame(mark);
  }
  mark();
  window.addEventListener("scroll", onScroll, { passive: true });
  return () => window.removeEventListener("scroll", onScroll);
}

/** Long tables of contents scroll by themselves. */
function keepInView(link: HTMLElement): void {
  const box = link.closest<HTMLElement>(".docs-contents");
  if (box === null) return;
  const { top, bottom } = link.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (top < frame.top + 32 || bottom > frame.bottom - 32) {
    box.scrollTop += top - frame.top - box.clientHeight / 2;
  }
}
