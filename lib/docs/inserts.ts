/** Parts of the texts that are made from code: named in the sources as `<!-- insert: name -->`. */
import type { DocsFacts } from "@/lib/docs/facts";
import { permissionTable, roleTable } from "@/lib/docs/permission-tables";
import { clientPackageText, conformanceText } from "@/lib/docs/read-me";
import { reasonSections } from "@/lib/docs/reasons";

export const INSERTS: Readonly<Record<string, (facts: DocsFacts) => string>> = {
  "client-package": clientPackageText,
  conformance: conformanceText,
  permissions: permissionTable,
  reasons: reasonSections,
  roles: roleTable,
};
