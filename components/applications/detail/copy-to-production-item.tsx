"use client";

import { useCopyToProduction } from "@/components/applications/detail/use-copy-to-production";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import type { ApplicationView } from "@/lib/schemas/application";

/** Of a sandbox application, for partners. */
export function CopyToProductionItem({ application }: { application: ApplicationView }) {
  const { copy, going } = useCopyToProduction(application);
  return (
    <DropdownMenuItem disabled={going} onSelect={() => void copy()}>
      Copy to production
    </DropdownMenuItem>
  );
}
