import type { Principal } from "@/lib/principal";

/** Who acts, in the words that partners read beside what was done to their application. */
export function operatorOrPersonName(principal: Principal): string {
  switch (principal.kind) {
    case "application":
      return principal.applicationName;
    case "operator_cli":
      return "operator";
    case "system":
      return principal.name;
    default:
      return principal.displayName;
  }
}
