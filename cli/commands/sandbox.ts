import { command } from "@/cli/command";
import { operate, requireOrganization, withDeployment } from "@/cli/deployment";
import { reasonOption as reason, required } from "@/cli/options";
import { fields } from "@/cli/output";
import { resetSandbox } from "@/lib/operations/sandbox/reset";

export const sandboxReset = command({
  name: "sandbox reset",
  summary: resetSandbox.summary,
  options: { org: required("ID|SLUG"), reason },
  run: ({ org, reason: why }) =>
    withDeployment(async (runtime) => {
      const place = {
        organizationId: await requireOrganization(runtime, org),
        environment: "sandbox" as const,
      };
      const reset = await operate(runtime, place, resetSandbox, {}, why);
      const removed = Object.entries(reset.removed).filter(([, rows]) => rows > 0);
      const lines = fields([
        ["Organization", reset.organizationId],
        ...removed.map(([table, rows]) => [`Removed ${table}`, String(rows)] as const),
        ...(removed.length === 0 ? [["Removed", "nothing: the sandbox was empty"] as const] : []),
      ]);
      return { json: reset, lines };
    }),
});
