"use client";

import { ArrowUp } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { formatCount } from "@/lib/client/words";

/** A screen reader is told no more often than this. */
const ANNOUNCED_EVERY_MILLISECONDS = 10_000;

type LiveBarProps = { waiting: number; isMore: boolean; onShow: () => void };

/** What came while somebody reads; it takes no room, so that nothing moves. */
export function LiveBar({ waiting, isMore, onShow }: LiveBarProps) {
  const words = `${formatCount(waiting)}${isMore ? "+" : ""} new ${waiting === 1 && !isMore ? "request" : "requests"}`;
  return (
    <>
      <Announced words={waiting === 0 ? "" : words} />
      {waiting === 0 ? null : (
        <div className="pointer-events-none sticky top-16 z-30 lg:top-10 -mb-8 flex h-8 justify-center">
          <button
            type="button"
            onClick={onShow}
            className="pointer-events-auto flex h-8 items-center gap-1.5 rounded-full bg-primary px-3.5 font-medium text-[0.8125rem] text-primary-foreground tabular-nums shadow-floating hover:bg-primary/90"
          >
            <ArrowUp className="size-3.5" aria-hidden="true" />
            {words}
          </button>
        </div>
      )}
    </>
  );
}

/** The latest count when the first one comes, and then from time to time. */
function Announced({ words }: { words: string }) {
  const [said, setSaid] = useState("");
  const isQuiet = words === "";
  const say = useEffectEvent(() => setSaid(words));
  useEffect(() => {
    say();
    if (isQuiet) return;
    const timer = setInterval(() => say(), ANNOUNCED_EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isQuiet]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
