/** The permanent mark of production: a strip over the whole width that stays while the page scrolls. */
export function ProductionMark() {
  return (
    <section
      aria-label="Environment"
      className="sticky top-0 z-40 flex h-7 items-center justify-center gap-2 bg-production px-4 font-medium text-production-foreground text-xs"
    >
      <span>Production</span>
      <span aria-hidden="true">·</span>
      <span>real funds and personal data</span>
    </section>
  );
}
