"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { Toaster as Sonner, toast as sonner } from "sonner";
import type { Toast } from "@/lib/client/toast";

/** Shows each of the list once; the list only grows. */
export function ShownToasts({ toasts }: { toasts: readonly Toast[] }) {
  const { resolvedTheme } = useTheme();
  const shown = useRef(0);
  // After the effects of what is inside: by then it listens.
  useEffect(() => {
    for (const { kind, words, options } of toasts.slice(shown.current)) sonner[kind](words, options);
    shown.current = toasts.length;
  }, [toasts]);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast:
            "!rounded-lg !border-border !bg-popover !text-popover-foreground !shadow-floating !font-sans",
          description: "!text-muted-foreground",
        },
      }}
    />
  );
}
