/** The emergency switch: nothing of the organization is served from its next request on. */
import { z } from "zod";
import { disableApplicationRows, lockApplicationRows } from "@/db/queries/hub";
import { toPublicId } from "@/lib/ids";
import { recordApplicationEvent } from "@/lib/operations/applications/lifecycle-events";
import { operatorOrPersonName } from "@/lib/operations/applications/who";
import { noticeAllDisabled } from "@/lib/operations/notices";
import { writeOperation } from "@/lib/operations/operation";
import { turnPersonalKeysOff } from "@/lib/operations/personal-keys/policy";
import { isOperator } from "@/lib/principal";
import { disabledApplicationsSchema } from "@/lib/schemas/hub";

export const disableAllApplications = writeOperation({
  name: "disableAllApplications",
  summary: "Disable every API application and every personal API key of an organization in both environments",
  permission: "APPLICATIONS_DISABLE",
  audit: "organization.applications_disabled",
  reach: "organization",
  input: z.strictObject({}),
  output: disabledApplicationsSchema,
  run: async (context) => {
    const { tx, scope, now, principal, reason } = context;
    const disabledBy = isOperator(principal) ? ("operator" as const) : ("partner" as const);
    const all = await lockApplicationRows(tx, scope.organizationId);
    // As with a single application: what the partner disabled, the partner alone could enable again.
    const changing = all.filter(
      (row) => row.disabledAt === null || (row.disabledBy === "partner" && disabledBy === "operator"),
    );
    const disabled = changing
      .filter((row) => row.disabledAt === null)
      .map((row) => ({
        id: toPublicId("application", row.id),
        name: row.name,
        environment: row.environment,
      }));
    const alreadyDisabled = all.length - disabled.length;
    const personalKeysTurnedOff = await turnPersonalKeysOff(context);
    if (changing.length === 0 && !personalKeysTurnedOff) {
      context.audit("unchanged");
      return { disabled, alreadyDisabled, personalKeysTurnedOff };
    }
    const change = {
      disabledAt: now,
      disabledBy,
      disabledByName: operatorOrPersonName(principal),
      disabledReason: reason,
    };
    const ids = changing.map((row) => row.id);
    await disableApplicationRows(tx, scope.organizationId, ids, change);
    if (isOperator(principal))
      await noticeAllDisabled(context, changing, { ...change, personalKeysTurnedOff });
    for (const row of changing) {
      // As with a single one: of those that were disabled before there is nothing new to tell.
      if (row.disabledAt === null) {
        await recordApplicationEvent(context, { ...row, ...change }, "applications.disabled");
      }
      context.audit({
        action: "application.disabled",
        environment: row.environment,
        target: { kind: "application", id: toPublicId("application", row.id) },
        before:
          row.disabledAt === null
            ? { status: "enabled" }
            : { status: "disabled", disabledBy: row.disabledBy },
        after: { status: "disabled", disabledBy },
      });
    }
    context.audit({
      target: { kind: "organization", id: toPublicId("organization", scope.organizationId) },
      after: { disabledApplicationIds: disabled.map(({ id }) => id), alreadyDisabled, personalKeysTurnedOff },
    });
    return { disabled, alreadyDisabled, personalKeysTurnedOff };
  },
});
