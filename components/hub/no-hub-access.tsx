import { Lock } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { formatRole } from "@/lib/client/words";
import type { OperatorRole } from "@/lib/permissions";

/** Not an error: what the member of staff's role does not cover. */
export function NoHubAccess({ title, role }: { title: string; role: OperatorRole }) {
  return (
    <EmptyState icon={Lock} title={title}>
      Your role is {formatRole(role)}. Operator admins have access to this page.
    </EmptyState>
  );
}
