import { formatCount } from "@/lib/client/words";

const WIDTH = 96;
const HEIGHT = 20;
const GAP = 1;

/** A row of small columns, the oldest first; in words, the most and the last of them. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(1, ...values);
  const step = WIDTH / Math.max(1, values.length);
  const last = values.at(-1) ?? 0;
  return (
    <svg
      role="img"
      aria-label={`${label}: at most ${formatCount(Math.max(0, ...values))}, ${formatCount(last)} in this hour`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className="text-link"
    >
      {values.map((value, index) => {
        // So that an hour with few requests can be told from one without.
        const height = value === 0 ? 1 : Math.max(2, (value / most) * HEIGHT);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour is known by its place alone
            key={index}
            x={index * step}
            y={HEIGHT - height}
            width={step - GAP}
            height={height}
            fill="currentColor"
            opacity={value === 0 ? 0.25 : 1}
          />
        );
      })}
    </svg>
  );
}
