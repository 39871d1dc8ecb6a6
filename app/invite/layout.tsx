import type { ReactNode } from "react";
import { AreaProviders } from "@/components/area-providers";

/** Where invitations are accepted. */
export default function InviteLayout({ children }: { children: ReactNode }) {
  return <AreaProviders>{children}</AreaProviders>;
}
