import type { Rotation, TrafficShare } from "@/lib/client/rotation";
import { formatCount } from "@/lib/client/words";

/** Old and new side by side in the proportion of their requests; the figures stand beside it in words. */
export function ShareBar({ rotation, share }: { rotation: Rotation; share: TrafficShare }) {
  const total = share.newest + share.older;
  const percent = total === 0 ? 0 : Math.round((share.newest / total) * 100);
  const olderName = rotation.older.map((key) => key.name).join(", ");
  return (
    <div className="flex flex-col gap-2">
      <div className="flex h-2.5 gap-0.5 overflow-hidden rounded-full bg-muted" aria-hidden="true">
        {share.older > 0 ? <span className="bg-warning" style={{ flexGrow: share.older }} /> : null}
        {share.newest > 0 ? <span className="bg-primary" style={{ flexGrow: share.newest }} /> : null}
      </div>
      <dl className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-[0.8125rem] tabular-nums">
        <Figure swatch="bg-warning" name="Old" keyName={olderName}>
          {total === 0 ? "no request" : `${100 - percent} % · ${formatCount(share.older)}`}
        </Figure>
        <Figure swatch="bg-primary" name="New" keyName={rotation.newest.name}>
          {total === 0 ? "no request" : `${percent} % · ${formatCount(share.newest)}`}
        </Figure>
      </dl>
      <p className="text-muted-foreground text-[0.8125rem]">
        {total === 0
          ? "No request in the last hour."
          : `Requests of the last ${share.minutes === 60 ? "hour" : `${share.minutes} min`}.`}
      </p>
    </div>
  );
}

type FigureProps = { swatch: string; name: string; keyName: string; children: string };

function Figure({ swatch, name, keyName, children }: FigureProps) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="flex items-center gap-1.5">
        <span aria-hidden="true" className={`size-2 rounded-[2px] ${swatch}`} />
        {name} <code className="font-mono">{keyName}</code>
      </dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
