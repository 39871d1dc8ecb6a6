/** The platform's mark and name. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-foreground tracking-tight">
      <svg viewBox="0 0 32 32" className="size-6" aria-hidden="true">
        <rect width="32" height="32" rx="8" className="fill-primary" />
        <path
          d="M9 23V9l14 14V9"
          className="fill-none stroke-primary-foreground"
          strokeWidth="3.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      Nuvera
    </span>
  );
}
