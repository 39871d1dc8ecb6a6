"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onToast, type Toast } from "@/lib/client/toast";

type ToastsProps = { toasts: readonly Toast[] };

// Loaded with the first thing that is said. Where it does not arrive, the words stand there without their looks.
const ShownToasts = lazy(() =>
  import("@/components/ui/shown-toasts").then(
    (loaded) => ({ default: loaded.ShownToasts }),
    () => ({ default: PlainToast }),
  ),
);

/** Short confirmations at the edge of the screen; nothing that must be read lives only here. */
export function Toaster() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  useEffect(() => onToast((toast) => setToasts((before) => [...before, toast])), []);
  if (toasts.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <ShownToasts toasts={toasts} />
    </Suspense>
  );
}

function PlainToast({ toasts }: ToastsProps) {
  return (
    <p
      role="status"
      className="fixed right-4 bottom-4 z-50 max-w-sm rounded-lg border border-border bg-popover px-4 py-3 shadow-floating"
    >
      {toasts.at(-1)?.words}
    </p>
  );
}
