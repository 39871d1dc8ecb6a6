"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { savePreferences } from "@/lib/client/preferences";
import { redirectIfSignedOut } from "@/lib/client/session-expired";
import { toast } from "@/lib/client/toast";
import type { Environment } from "@/lib/schemas/common";

/** Opens a page of the other environment. The switch is saved first: the server renders by what it remembers. */
export function useGoInEnvironment(environment: Environment) {
  const router = useRouter();
  const [saving, setSaving] = useState(false);
  const [rendering, startTransition] = useTransition();

  async function go(href: string) {
    setSaving(true);
    try {
      await savePreferences({ environment });
    } catch (error) {
      redirectIfSignedOut(error);
      toast.error("The switch was not saved. Try again.");
      return;
    } finally {
      setSaving(false);
    }
    startTransition(() => {
      router.push(href);
      router.refresh();
    });
  }

  return { go, going: saving || rendering };
}
