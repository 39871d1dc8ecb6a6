import type { ReactNode } from "react";
import { AreaProviders } from "@/components/area-providers";
import { AppShell } from "@/components/shell/app-shell";
import { requirePartnerShell } from "@/lib/web/shell";

/** Everything a partner user sees; whoever is not one gets sign-in or a plain 404 before anything renders. */
export default async function PartnerLayout({ children }: { children: ReactNode }) {
  const shell = await requirePartnerShell();
  return (
    <AreaProviders>
      <AppShell shell={shell} serverNow={Date.now()}>
        {children}
      </AppShell>
    </AreaProviders>
  );
}
