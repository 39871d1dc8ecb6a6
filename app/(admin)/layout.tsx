import type { ReactNode } from "react";
import { AreaProviders } from "@/components/area-providers";
import { HubShell } from "@/components/hub/hub-shell";
import { requireHubShell } from "@/lib/web/hub-shell";

/**
 * Everything operator staff see. The frame shows itself to staff without one-time codes too, because the page where
 * they set them up stands in it; which page that is, each page decides for itself.
 */
export default async function HubLayout({ children }: { children: ReactNode }) {
  const shell = await requireHubShell({ withoutCodes: "allowed" });
  return (
    <AreaProviders>
      <HubShell shell={shell} serverNow={Date.now()}>
        {children}
      </HubShell>
    </AreaProviders>
  );
}
