import type { Principal } from "@/lib/principal";

/** Who acts, in the words that partners read beside what was done to their application. */
export function operatorOrPersonName(principal: Principal): string {
  switch (principal.kind) {
    case "application":
      return principal.applicationName;
    case "operator_cli":
      return "operator";
    default:
      return principal.displayName;
  }
}
