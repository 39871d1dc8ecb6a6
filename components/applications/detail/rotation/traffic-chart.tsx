import type { MinuteTraffic, Rotation } from "@/lib/client/rotation";
import { formatCount } from "@/lib/client/words";

const WIDTH = 4;
const GAP = 1.5;
const HEIGHT = 56;
const STEP = WIDTH + GAP;

/** The last hour, a bar a minute, old under new; the same figures stand in a table for those who cannot see it. */
export function TrafficChart({
  minutes,
  rotation,
}: {
  minutes: readonly MinuteTraffic[];
  rotation: Rotation;
}) {
  const highest = Math.max(1, ...minutes.map(({ newest, older }) => newest + older));
  const scale = (requests: number) =>
    requests === 0 ? 0 : Math.max(1.5, Math.round((requests / highest) * HEIGHT * 10) / 10);
  const span = minutes.length * STEP - GAP;
  return (
    <figure className="flex flex-col gap-1.5">
      <svg
        viewBox={`0 0 ${span} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-14 w-full border-border border-b"
      >
        {minutes.map(({ minute, newest, older }, index) => {
          const old = scale(older);
          const current = scale(newest);
          return (
            <g key={minute} transform={`translate(${index * STEP} 0)`}>
              {old > 0 ? <rect y={HEIGHT - old} width={WIDTH} height={old} className="fill-warning" /> : null}
              {current > 0 ? (
                <rect y={HEIGHT - old - current} width={WIDTH} height={current} className="fill-primary" />
              ) : null}
            </g>
          );
        })}
      </svg>
      <figcaption className="flex justify-between text-muted-foreground text-xs tabular-nums">
        <span>60 min ago</span>
        <span>Requests per minute, at most {formatCount(highest)}</span>
        <span>now</span>
      </figcaption>
      <FiguresTable minutes={minutes} rotation={rotation} />
    </figure>
  );
}

function FiguresTable({ minutes, rotation }: { minutes: readonly MinuteTraffic[]; rotation: Rotation }) {
  const busy = minutes.filter(({ newest, older }) => newest + older > 0);
  if (busy.length === 0) return null;
  return (
    <div className="sr-only">
      <table>
        <caption>Requests per minute in the last hour; minutes without a request are left out</caption>
        <thead>
          <tr>
            <th scope="col">Minute (UTC)</th>
            <th scope="col">Old {rotation.older.map((key) => key.name).join(", ")}</th>
            <th scope="col">New {rotation.newest.name}</th>
          </tr>
        </thead>
        <tbody>
          {busy.map(({ minute, newest, older }) => (
            <tr key={minute}>
              <th scope="row">{minute.slice(11, 16)}</th>
              <td>{formatCount(older)}</td>
              <td>{formatCount(newest)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
