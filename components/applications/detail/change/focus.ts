/** Where the focus is to return after a dialog: for one opened from a menu, the menu's button. */
export function focusOrigin(): HTMLElement | null {
  const active = document.activeElement;
  const buttonId = active?.closest('[role="menu"]')?.getAttribute("aria-labelledby");
  if (buttonId) return document.getElementById(buttonId);
  return active instanceof HTMLElement && active !== document.body ? active : null;
}

/** Gives it back; where the element went away with the change, the page takes the focus. */
export function giveFocusTo(origin: HTMLElement | null): void {
  const target = origin?.isConnected ? origin : document.getElementById("main");
  target?.focus({ preventScroll: origin !== target });
}

const PATIENCE_MS = 3_000;

/** Moves the focus to something that is about to appear, unless the person has moved it meanwhile. */
export function focusWhenThere(id: string, startedAt = performance.now()): void {
  setTimeout(() => {
    const active = document.activeElement;
    const isFree = active === null || active === document.body || active.id === "main";
    if (!isFree && performance.now() - startedAt > 200) return;
    const target = document.getElementById(id);
    if (target !== null) target.focus();
    else if (performance.now() - startedAt < PATIENCE_MS) focusWhenThere(id, startedAt);
  }, 80);
}
