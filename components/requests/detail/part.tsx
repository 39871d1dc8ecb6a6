import type { ReactNode } from "react";

/** A titled part of a request's sheet. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2.5">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}
