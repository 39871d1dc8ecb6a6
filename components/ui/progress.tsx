/** Work whose length nobody knows: a bar that moves, with words that say what is under way. */
export function IndeterminateProgress({ label }: { label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      className="relative h-1 w-full overflow-hidden rounded-full bg-muted"
    >
      <span className="absolute inset-y-0 left-0 w-1/3 animate-slide rounded-full bg-primary" />
    </div>
  );
}
