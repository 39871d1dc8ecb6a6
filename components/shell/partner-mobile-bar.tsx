"use client";

import { Brand } from "@/components/brand";
import { MobileBar } from "@/components/shell/mobile-bar";
import { useShell } from "@/components/shell/shell-provider";
import { SidebarContent } from "@/components/shell/sidebar";
import { EnvironmentBadge } from "@/components/ui/environment-badge";

/** The partner's bar names the environment. */
export function PartnerMobileBar() {
  const { environment } = useShell();
  return (
    <MobileBar
      brand={<Brand />}
      badge={<EnvironmentBadge environment={environment} />}
      menu={(close) => <SidebarContent onNavigate={close} />}
      hasStrip={environment === "production"}
    />
  );
}
