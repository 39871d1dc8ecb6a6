import type { ChartLook } from "@/lib/client/chart-geometry";

type LookOf = { color: string; dash: string | undefined; pattern: (color: string) => React.ReactNode };

/** The side of a pattern's tile. */
const TILE = 6;

const solid = (color: string) => <rect width={TILE} height={TILE} fill={color} />;
const striped = (path: string) => (color: string) => (
  <>
    <rect width={TILE} height={TILE} fill={color} fillOpacity={0.3} />
    <path d={path} stroke={color} strokeWidth={2} />
  </>
);
const diagonal = striped("M-1,1l2,-2M0,6l6,-6M5,7l2,-2");
const upright = striped("M3,0V6");
const level = striped("M0,3H6");
const dotted = (color: string) => (
  <>
    <rect width={TILE} height={TILE} fill={color} fillOpacity={0.3} />
    <circle cx={3} cy={3} r={1.75} fill={color} />
  </>
);
const crossed = (color: string) => (
  <>
    <rect width={TILE} height={TILE} fill={color} fillOpacity={0.55} />
    <path d="M0,0L6,6M6,0L0,6" stroke={color} strokeWidth={1.5} />
  </>
);

/** Series differ in more than their colour: areas by their pattern, lines by their dashes. */
export const LOOKS: Record<ChartLook, LookOf> = {
  success: { color: "var(--success)", dash: undefined, pattern: solid },
  warning: { color: "var(--warning)", dash: "5 3", pattern: diagonal },
  destructive: { color: "var(--destructive)", dash: "2 2", pattern: crossed },
  1: { color: "var(--chart-1)", dash: undefined, pattern: solid },
  2: { color: "var(--chart-2)", dash: "6 3", pattern: diagonal },
  3: { color: "var(--chart-3)", dash: "2 2.5", pattern: dotted },
  4: { color: "var(--chart-4)", dash: "8 3 2 3", pattern: upright },
  5: { color: "var(--chart-5)", dash: "4 4", pattern: crossed },
  6: { color: "var(--chart-6)", dash: "1 3", pattern: level },
};

type PatternsProps = { id: string; looks: readonly ChartLook[] };

/** The patterns that bars of these looks are filled with, by `patternOf`. */
export function Patterns({ id, looks }: PatternsProps) {
  return (
    <defs>
      {[...new Set(looks)].map((look) => (
        <pattern key={look} id={`${id}-${look}`} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
          {LOOKS[look].pattern(LOOKS[look].color)}
        </pattern>
      ))}
    </defs>
  );
}

export const patternOf = (id: string, look: ChartLook) => `url(#${id}-${look})`;

/** How a series looks in its chart, for legends and tooltips. */
export function Swatch({ id, look, isLine }: { id: string; look: ChartLook; isLine: boolean }) {
  const { color, dash } = LOOKS[look];
  return (
    <svg width={isLine ? 16 : 10} height={10} aria-hidden="true" className="shrink-0">
      {isLine ? (
        <path d="M0,5H16" stroke={color} strokeWidth={2} {...(dash ? { strokeDasharray: dash } : {})} />
      ) : (
        <rect width={10} height={10} rx={2} fill={patternOf(id, look)} />
      )}
    </svg>
  );
}
