"use client";

import { usePathname, useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { savePreferences } from "@/lib/client/preferences";
import { redirectIfSignedOut } from "@/lib/client/session-expired";
import { toast } from "@/lib/client/toast";
import { routes } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";

/** Switches organization or environment: saved on the server first, then the page renders anew in that world. */
export function usePreferences() {
  const router = useRouter();
  const pathname = usePathname();
  const [saving, setSaving] = useState(false);
  const [rendering, startTransition] = useTransition();

  async function choose(preferences: { organizationId?: string; environment?: Environment }) {
    setSaving(true);
    try {
      await savePreferences(preferences);
    } catch (error) {
      redirectIfSignedOut(error);
      toast.error("The switch was not saved. Try again.");
      return;
    } finally {
      setSaving(false);
    }
    startTransition(() => {
      const way = wayOut(pathname);
      if (way !== null) router.push(way);
      router.refresh();
    });
  }

  return { choose, switching: saving || rendering };
}

/** Where to go from a page, or from filters of one, that mean nothing in another organization or environment. */
function wayOut(pathname: string): string | null {
  if (pathname.startsWith(`${routes.applications}/`) && pathname !== routes.newApplication) {
    return routes.applications;
  }
  return pathname === routes.requests ? routes.requests : null;
}
