import type { ReactNode } from "react";
import { AreaProviders } from "@/components/area-providers";

/** Signing in, and the way back in. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return <AreaProviders>{children}</AreaProviders>;
}
