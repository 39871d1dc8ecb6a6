/** The hub's own mark, the platform's in reverse, so that nobody takes the hub for a partner's settings. */
export function HubBrand() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-foreground tracking-tight">
      <svg viewBox="0 0 32 32" className="size-6" aria-hidden="true">
        <rect
          x="1.5"
          y="1.5"
          width="29"
          height="29"
          rx="6.5"
          className="fill-none stroke-current"
          strokeWidth="3"
        />
        <path
          d="M10 22V10l12 12V10"
          className="fill-none stroke-current"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      Operator hub
    </span>
  );
}
