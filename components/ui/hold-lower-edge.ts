/**
 * As the ref of a centred dialog: whatever arrives later lets it grow and shrink at its upper edge, so that the buttons at its
 * lower edge stay under the pointer; where there is no more room above, it scrolls. What the person's own hand changes
 * centres it again. On phones dialogs stand at the lower edge of the screen anyway.
 */
export function holdLowerEdge(dialog: HTMLElement | null): (() => void) | undefined {
  if (dialog === null) return undefined;
  const { style } = dialog;

  const centre = () => {
    // As tall as it wants to be, for a moment that nobody sees.
    style.removeProperty("--centred");
    // In a window that is made smaller afterwards it stands as if it had opened there.
    style.setProperty("--centred", `min(${dialog.offsetHeight}px, 92dvh)`);
    style.marginTop = "";
  };

  const afterTheHand = () => {
    const before = dialog.scrollHeight;
    requestAnimationFrame(() => {
      if (dialog.scrollHeight !== before) centre();
    });
  };

  centre();
  const observer = new ResizeObserver(() => {
    style.marginTop = `calc((var(--centred) - ${dialog.offsetHeight}px) / 2)`;
  });
  observer.observe(dialog);
  dialog.addEventListener("click", afterTheHand);
  dialog.addEventListener("input", afterTheHand);
  return () => {
    observer.disconnect();
    dialog.removeEventListener("click", afterTheHand);
    dialog.removeEventListener("input", afterTheHand);
  };
}
