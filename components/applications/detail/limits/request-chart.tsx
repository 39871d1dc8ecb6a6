import { formatCount } from "@/lib/client/words";
import type { RequestsOfMinute } from "@/lib/schemas/limits";

const WIDTH = 4;
const GAP = 1.5;
const HEIGHT = 56;
const STEP = WIDTH + GAP;

/** The last hour, a bar a minute, refused over let through; the same figures stand in a table for those who cannot see it. */
export function RequestChart({ minutes }: { minutes: readonly RequestsOfMinute[] }) {
  const highest = Math.max(1, ...minutes.map(({ requests, limited }) => requests + limited));
  const scale = (requests: number) =>
    requests === 0 ? 0 : Math.max(1.5, Math.round((requests / highest) * HEIGHT * 10) / 10);
  return (
    <figure className="flex flex-col gap-1.5">
      <svg
        viewBox={`0 0 ${minutes.length * STEP - GAP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-14 w-full border-border border-b"
      >
        {minutes.map(({ minute, requests, limited }, index) => {
          const passed = scale(requests);
          const refused = scale(limited);
          return (
            <g key={minute} transform={`translate(${index * STEP} 0)`}>
              {passed > 0 ? (
                <rect y={HEIGHT - passed} width={WIDTH} height={passed} className="fill-primary" />
              ) : null}
              {refused > 0 ? (
                <rect
                  y={HEIGHT - passed - refused}
                  width={WIDTH}
                  height={refused}
                  className="fill-destructive"
                />
              ) : null}
            </g>
          );
        })}
      </svg>
      <figcaption className="flex justify-between gap-4 text-muted-foreground text-xs tabular-nums">
        <span className="whitespace-nowrap">60 min ago</span>
        <Legend highest={highest} hasRefused={minutes.some(({ limited }) => limited > 0)} />
        <span>now</span>
      </figcaption>
      <FiguresTable minutes={minutes} />
    </figure>
  );
}

function Legend({ highest, hasRefused }: { highest: number; hasRefused: boolean }) {
  return (
    <span className="flex flex-wrap items-center justify-center gap-x-3">
      <span>Requests per minute, at most {formatCount(highest)}</span>
      {hasRefused ? (
        <span className="flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2 rounded-xs bg-destructive" />
          refused
        </span>
      ) : null}
    </span>
  );
}

function FiguresTable({ minutes }: { minutes: readonly RequestsOfMinute[] }) {
  const busy = minutes.filter(({ requests, limited }) => requests + limited > 0);
  if (busy.length === 0) return null;
  return (
    <div className="sr-only">
      <table>
        <caption>Requests per minute in the last hour; minutes without a request are left out</caption>
        <thead>
          <tr>
            <th scope="col">Minute (UTC)</th>
            <th scope="col">Let through</th>
            <th scope="col">Refused with 429</th>
          </tr>
        </thead>
        <tbody>
          {busy.map(({ minute, requests, limited }) => (
            <tr key={minute}>
              <th scope="row">{minute.slice(11, 16)}</th>
              <td>{formatCount(requests)}</td>
              <td>{formatCount(limited)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
