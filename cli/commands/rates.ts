import { command } from "@/cli/command";
import { operate, withDeployment } from "@/cli/deployment";
import { readTextFile } from "@/cli/files";
import { optional, reasonOption as reason } from "@/cli/options";
import { fields } from "@/cli/output";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { importExchangeRates } from "@/lib/operations/rates/import";

export const ratesImport = command({
  name: "rates import",
  summary: importExchangeRates.summary,
  options: { source: optional("TEXT"), reason },
  operands: ["FILE"],
  run: async ({ source, reason: why }, { FILE: file }) => {
    const csv = await readTextFile(file);
    return withDeployment(async (runtime) => {
      // Rates belong to the deployment, so the environment means nothing here.
      const place = { organizationId: OPERATOR_ORGANIZATION_ID, environment: "sandbox" } as const;
      const input = { csv, ...(source === undefined ? {} : { source }) };
      const result = await operate(runtime, place, importExchangeRates, input, why);
      const lines = fields([
        ["Imported", String(result.imported)],
        ["Known already", String(result.unchanged)],
        ["Currencies", result.currencies.join(", ") || "none"],
      ]);
      return { json: result, lines };
    });
  },
});
