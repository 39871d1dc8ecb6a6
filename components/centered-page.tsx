import type { ReactNode } from "react";
import { Brand } from "@/components/brand";

/** A page outside the shell: the mark, one heading, a few words or a form. */
export function CenteredPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-sidebar px-4 py-12 sm:px-6">
      <div className="w-full max-w-[25rem]">
        <div className="mb-6 flex justify-center">
          <Brand />
        </div>
        <div className="flex flex-col gap-5 rounded-xl border border-border bg-card p-6 shadow-raised sm:p-8">
          <h1 className="font-semibold text-lg tracking-tight">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
