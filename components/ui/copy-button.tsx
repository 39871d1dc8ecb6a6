"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "@/lib/client/clipboard";
import { cn } from "@/lib/utils";

type CopyButtonProps = {
  /** The text, or where to get it at the moment of the click. */
  value: string | (() => string);
  /** What is copied, for the accessible name: "Copy fingerprint". */
  label: string;
  /** Shows the word beside the icon. */
  withText?: boolean;
  onCopied?: () => void;
  /** The browser did not allow it. */
  onRefused?: () => void;
  className?: string;
};

/** Copies, and says in words that it did (or that the browser refused). */
export function CopyButton({
  value,
  label,
  withText = false,
  onCopied,
  onRefused,
  className,
}: CopyButtonProps) {
  const [result, setResult] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (result === "idle") return;
    const timer = setTimeout(() => setResult("idle"), 2500);
    return () => clearTimeout(timer);
  }, [result]);

  async function copy() {
    const copied = await copyText(typeof value === "function" ? value() : value);
    setResult(copied ? "copied" : "failed");
    if (copied) onCopied?.();
    else onRefused?.();
  }

  const said = result === "copied" ? "Copied" : result === "failed" ? "Not copied" : null;
  const Icon = result === "copied" ? Check : Copy;
  return (
    <span className={cn("relative inline-flex shrink-0 align-middle", className)}>
      <button
        type="button"
        aria-label={withText ? undefined : `Copy ${label}`}
        onClick={copy}
        className={cn(
          "inline-flex items-center justify-center gap-1.5 rounded-md text-muted-foreground transition-colors hover:bg-accent hover:text-foreground",
          withText
            ? "h-8 border border-border bg-background px-2.5 font-medium text-[0.8125rem] dark:bg-muted"
            : "size-6",
        )}
      >
        <Icon className={cn("size-3.5", result === "copied" && "text-success")} aria-hidden="true" />
        {withText ? <span>{said ?? `Copy ${label}`}</span> : null}
      </button>
      <span
        role="status"
        className={cn(
          withText
            ? "sr-only"
            : "pointer-events-none absolute bottom-full left-1/2 z-20 mb-1 -translate-x-1/2 rounded-md bg-foreground px-1.5 py-0.5 text-background text-xs whitespace-nowrap empty:hidden",
        )}
      >
        {said}
      </span>
    </span>
  );
}
