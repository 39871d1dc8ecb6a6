/** The permanent mark of the hub: whose history hears of what is done here. */
export function HubStrip() {
  return (
    <section
      aria-label="Area"
      className="sticky top-0 z-40 flex h-7 items-center justify-center gap-2 bg-foreground px-4 font-medium text-background text-xs whitespace-nowrap"
    >
      <span>Operator hub</span>
      <span aria-hidden="true">·</span>
      <span className="truncate">partners see what you read and change</span>
    </section>
  );
}
