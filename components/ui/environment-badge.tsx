import { Badge } from "@/components/ui/badge";
import type { Environment } from "@/lib/schemas/common";

/** The environment in a word; production in its own colour. */
export function EnvironmentBadge({ environment }: { environment: Environment }) {
  return environment === "production" ? (
    <Badge variant="production">Production</Badge>
  ) : (
    <Badge variant="neutral">Sandbox</Badge>
  );
}
