/** From where an application's requests may come. */
import { eq } from "drizzle-orm";
import type { ApplicationRow } from "@/db/queries/applications";
import { applications } from "@/db/schema";
import { conflict } from "@/lib/errors";
import { requireApplication, viewApplication } from "@/lib/operations/applications/find";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { type AddressList, setAddressListSchema } from "@/lib/schemas/address-list";
import { applicationSchema } from "@/lib/schemas/application";
import { isWithin, networkOf } from "@/lib/security/network";

export const setApplicationAddressList = writeOperation({
  name: "setApplicationAddressList",
  summary: "Set the addresses that an API application's requests may come from",
  permission: "APPLICATIONS_WRITE",
  audit: "application.address_list_changed",
  input: setAddressListSchema,
  output: applicationSchema,
  run: async (context, { applicationId, expected, mode, entries }) => {
    const row = await requireApplication(context, applicationId, { lock: true });
    const before = addressListOf(row);
    const after = { mode, entries };
    if (expected !== undefined && !isSame(before, expected)) {
      throw conflict("Somebody else changed this list meanwhile. Look at it again.", { current: before });
    }
    if (isSame(before, after)) {
      context.audit("unchanged");
      return viewApplication(context, row);
    }
    if (row.environment === "production" && letsMoreIn(before, after)) requireRecentProof(context);
    const changed = { addressListMode: mode, addressList: entries };
    await context.tx.update(applications).set(changed).where(eq(applications.id, row.id));
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { addressListMode: before.mode, addressList: before.entries },
      after: {
        ...changed,
        added: entries.filter((entry) => !before.entries.includes(entry)),
        removed: before.entries.filter((entry) => !entries.includes(entry)),
      },
    });
    return viewApplication(context, { ...row, ...changed });
  },
});

export function addressListOf(row: Pick<ApplicationRow, "addressList" | "addressListMode">): AddressList {
  return { mode: row.addressListMode, entries: row.addressList };
}

function isSame(one: AddressList, other: AddressList): boolean {
  return one.mode === other.mode && one.entries.join(" ") === other.entries.join(" ");
}

/** Whether an address that is refused now would get in. */
function letsMoreIn(before: AddressList, after: AddressList): boolean {
  if (before.mode !== "enforce") return false;
  if (after.mode !== "enforce") return true;
  const known = before.entries.map(networkOf);
  return !after.entries.map(networkOf).every((entry) => known.some((network) => isWithin(entry, network)));
}
