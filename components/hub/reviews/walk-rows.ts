import type { KeyboardEvent } from "react";

/** What marks the link of a row that the arrow keys stop at. */
export const ROW_LINK = { "data-row-link": "" } as const;

/** Arrow keys walk from link to link of the rows inside; from elsewhere, down leads to the first one. */
export function walkRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-row-link]")];
  const active = document.activeElement;
  const current = active instanceof HTMLElement ? links.indexOf(active) : -1;
  const target = targetOf(event.key, current, links.length);
  if (target === null) return;
  event.preventDefault();
  links[target]?.focus();
}

function targetOf(key: string, current: number, count: number): number | null {
  if (key === "ArrowDown") return Math.min(current + 1, count - 1);
  if (current === -1) return null;
  if (key === "ArrowUp") return Math.max(current - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
