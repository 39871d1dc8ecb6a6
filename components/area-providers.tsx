import type { ReactNode } from "react";
import { QueryProvider } from "@/components/query-provider";
import { Toaster } from "@/components/ui/toaster";

/** What pages need that fetch and say things; public pages do without, and so without its weight. */
export function AreaProviders({ children }: { children: ReactNode }) {
  return (
    <>
      <QueryProvider>{children}</QueryProvider>
      <Toaster />
    </>
  );
}
