/** From an application that works in the sandbox to one like it in production: its set-up, and none of its secrets. */
import { type ApplicationRow, findApplicationRow } from "@/db/queries/applications";
import { validationFailed } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { addressListOf } from "@/lib/operations/applications/address-list";
import { requireMayGrant } from "@/lib/operations/applications/grant";
import {
  DEFAULT_RATE_LIMIT_PER_SECOND,
  makeApplicationRow,
} from "@/lib/operations/applications/new-application";
import { requireAdmissibleKey } from "@/lib/operations/applications/register-signing-key";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { sortPermissions } from "@/lib/permissions";
import { copyApplicationSchema, createdApplicationSchema } from "@/lib/schemas/application";

export const copyApplicationToProduction = writeOperation({
  name: "copyApplicationToProduction",
  summary: "Create a production application with the set-up of a sandbox application",
  permission: "APPLICATIONS_WRITE",
  // It reads in one environment and writes in the other; what it writes names its own.
  reach: "organization",
  audit: "application.copied",
  input: copyApplicationSchema,
  output: createdApplicationSchema,
  run: async (callerContext, input) => {
    const { copyOf, name, withAddressList } = input;
    const context: TransactionContext = {
      ...callerContext,
      scope: { ...callerContext.scope, environment: "production" },
    };
    const source = await requireSource(context, copyOf);
    const permissions = sortPermissions(input.permissions);
    requireMayGrant(context, permissions);
    const signingKey = requireAdmissibleKey(input.publicKeyPem);
    requireRecentProof(context);
    const { application, apiKey } = await makeApplicationRow(context, {
      name,
      permissions,
      signingKey,
      rateLimitPerSecond: rateLimitOfCopy(source),
      ...(withAddressList ? { addressList: addressListOf(source) } : {}),
      copiedFrom: { applicationId: copyOf, name: source.name },
    });
    context.audit({
      action: "application.copied",
      environment: "sandbox",
      target: { kind: "application", id: copyOf },
      after: { name: source.name, copyId: application.id, copyName: name, copyEnvironment: "production" },
    });
    return { application, apiKey };
  },
});

async function requireSource(
  { tx, scope }: Pick<TransactionContext, "tx" | "scope">,
  copyOf: string,
): Promise<ApplicationRow> {
  const uuid = fromPublicId("application", copyOf);
  const tenant = { organizationId: scope.organizationId, environment: "sandbox" as const };
  const row = uuid === null ? undefined : await findApplicationRow(tx, tenant, uuid);
  if (row !== undefined) return row;
  throw validationFailed([{ path: "copyOf", message: "No application of your sandbox has this id." }]);
}

/**
 * Each environment has its own default. Beyond production's the limit is the operator's to give: what was raised for tests
 * in the sandbox does not count there.
 */
function rateLimitOfCopy({ rateLimitPerSecond }: ApplicationRow): number {
  const { sandbox, production } = DEFAULT_RATE_LIMIT_PER_SECOND;
  return rateLimitPerSecond === sandbox ? production : Math.min(rateLimitPerSecond, production);
}
