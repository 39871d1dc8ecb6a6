import type { ReactNode } from "react";
import { AreaProviders } from "@/components/area-providers";

/** Signed in, and with nowhere to go but out. */
export default function NoAreaLayout({ children }: { children: ReactNode }) {
  return <AreaProviders>{children}</AreaProviders>;
}
