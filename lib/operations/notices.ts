/** Mail to the people of an organization who look after its applications. */
import { listUsedDedupeKeys } from "@/db/queries/mails";
import { listMembersWithRole } from "@/db/queries/team";
import { toPublicId } from "@/lib/ids";
import { type Mail, queueMail } from "@/lib/operations/mail";
import type { TransactionContext } from "@/lib/operations/operation";
import type { PartnerRole } from "@/lib/permissions";
import { routes } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";

const TOLD: readonly PartnerRole[] = ["OWNER", "ADMIN", "DEVELOPER"];

type NoticeContext = Pick<TransactionContext, "tx" | "now" | "peppers" | "randomBytes"> & {
  scope: { organizationId: string };
};

/** Writes to every owner, admin and developer; `dedupeKey` is made unique for each of them. */
export async function notifyCaretakers(
  context: NoticeContext,
  { dedupeKey, ...mail }: Omit<Mail, "recipient">,
): Promise<void> {
  const { tx, scope } = context;
  const letters = (await listMembersWithRole(tx, scope.organizationId, TOLD)).map((member) => ({
    ...mail,
    recipient: member.email,
    ...(dedupeKey === undefined ? {} : { dedupeKey: `${dedupeKey} ${member.userId}` }),
  }));
  const written = await listUsedDedupeKeys(
    tx,
    letters.flatMap((letter) => letter.dedupeKey ?? []),
  );
  for (const letter of letters) {
    if (letter.dedupeKey === undefined || !written.has(letter.dedupeKey))
      await queueMail(tx, context, letter);
  }
}

type DisabledApplication = {
  id: string;
  name: string;
  environment: Environment;
  disabledByName: string | null;
  disabledReason: string | null;
};

/** Tells the partner that the operator stopped an application of theirs, by whom and why. */
export async function noticeDisabled(
  context: NoticeContext & Pick<TransactionContext, "baseUrl">,
  { id, name, environment, disabledByName, disabledReason }: DisabledApplication,
): Promise<void> {
  await notifyCaretakers(context, {
    subject: `${name} (${environment}) was disabled by the operator`,
    body: [
      `The API application ${name} in ${environment} was disabled by ${disabledByName ?? "the operator"} of Nuvera.`,
      `Reason: ${disabledReason ?? "none given"}`,
      "",
      "Every request of it is refused from now on. Its keys stay as they are; it goes on as before once it is enabled again.",
      "",
      applicationLink(context.baseUrl, id),
      "",
    ].join("\n"),
  });
}

/**
 * One mail for all of them: whoever pulls the emergency switch must not wait for hundreds. There may be no application
 * among what was stopped, only personal API keys.
 */
export async function noticeAllDisabled(
  context: NoticeContext,
  applications: readonly Pick<DisabledApplication, "name" | "environment">[],
  {
    disabledByName,
    disabledReason,
    personalKeysTurnedOff,
  }: Pick<DisabledApplication, "disabledByName" | "disabledReason"> & { personalKeysTurnedOff: boolean },
): Promise<void> {
  await notifyCaretakers(context, {
    subject:
      applications.length === 0
        ? "Personal API keys were turned off by the operator"
        : "All API applications were disabled by the operator",
    body: [
      applications.length === 0
        ? `${disabledByName ?? "The operator"} of Nuvera turned off the personal API keys of your organization.`
        : `${disabledByName ?? "The operator"} of Nuvera disabled every API application of your organization.`,
      `Reason: ${disabledReason ?? "none given"}`,
      "",
      ...applications.map(({ name, environment }) => `- ${name} (${environment})`),
      "",
      ...(applications.length === 0
        ? []
        : [
            "Every request of them is refused from now on. Their keys stay as they are; write to support to have them enabled again.",
          ]),
      ...(personalKeysTurnedOff
        ? ["Personal API keys are refused as well. An owner or admin can allow them again in the settings."]
        : []),
      "",
    ].join("\n"),
  });
}

/** The application's page, for somebody who has chosen its environment. */
export function applicationLink(baseUrl: string, applicationUuid: string, tab?: string): string {
  const page = `${baseUrl}${routes.application(toPublicId("application", applicationUuid))}`;
  return tab === undefined ? page : `${page}?tab=${tab}`;
}
