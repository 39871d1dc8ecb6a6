"use client";

import { useId } from "react";
import type { RequestLog } from "@/components/requests/use-request-log";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";

/** Whether new requests appear by themselves. A stretch that has ended has none. */
export function LiveSwitch({ log, error }: { log: RequestLog; error: Error | null }) {
  const id = useId();
  const { time } = log.filter;
  const hasEnded = "from" in time && time.to !== null;
  return (
    <div className="ml-auto flex items-center gap-2 md:ml-1">
      <Switch id={id} checked={log.isLive} disabled={hasEnded} onCheckedChange={log.setLive} />
      <Label htmlFor={id} className="text-[0.8125rem] whitespace-nowrap">
        Live
      </Label>
      {error === null ? null : (
        <span role="status" className="text-[0.8125rem] text-warning whitespace-nowrap">
          Interrupted, trying again
        </span>
      )}
    </div>
  );
}
