"use client";

import { LoaderCircle } from "lucide-react";
import { useLinkStatus } from "next/link";
import { cn } from "@/lib/utils";

/** Inside a link: shows that its page is on the way, but only when that takes longer than a moment. */
export function LinkPending({ className }: { className?: string }) {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <LoaderCircle
      aria-hidden="true"
      className={cn("size-3.5 shrink-0 animate-appear-late text-muted-foreground", className)}
    />
  );
}
