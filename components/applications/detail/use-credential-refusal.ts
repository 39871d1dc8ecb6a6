"use client";

import { useWorkplace } from "@/components/workplace";
import { missingPermissions } from "@/lib/permissions";
import type { ApplicationView } from "@/lib/schemas/application";

/**
 * Why the person may not get hold of a credential of the application, or `null` where they may: whoever holds one can do
 * what the application may. Staff never hold one.
 */
export function useCredentialRefusal({ permissions }: Pick<ApplicationView, "permissions">): string | null {
  const { place, permissions: held } = useWorkplace();
  if (place.area === "hub") return null;
  const missing = missingPermissions(permissions, new Set(held));
  if (missing.length === 0) return null;
  return `This application may do what you may not: ${missing.join(", ")}. An owner or admin can do this.`;
}
