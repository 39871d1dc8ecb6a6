/** The addresses that an application's requests may come from, and what is known of those that they do come from. */
import { z } from "zod";
import { timestampSchema } from "@/lib/schemas/common";
import { formatNetwork, parseNetwork } from "@/lib/security/network";

export const ADDRESS_LIST_MODES = ["off", "report", "enforce"] as const;
export const addressListModeSchema = z.enum(ADDRESS_LIST_MODES);
export type AddressListMode = z.infer<typeof addressListModeSchema>;

export const MAXIMUM_ADDRESS_ENTRIES = 100;
const MAXIMUM_ENTRY_CHARACTERS = 100;

/** An address or a network in any spelling; becomes the canonical one. */
const entrySchema = z
  .string()
  .max(MAXIMUM_ENTRY_CHARACTERS, `At most ${MAXIMUM_ENTRY_CHARACTERS} characters.`)
  .transform((text, context) => {
    const parsed = parseNetwork(text.trim());
    if (parsed.ok) return formatNetwork(parsed.network);
    context.addIssue({ code: "custom", message: parsed.problem });
    return z.NEVER;
  });

/** As it is stored: entries in their canonical spelling. */
export const addressListSchema = z.strictObject({
  mode: addressListModeSchema,
  entries: z.array(z.string()),
});
export type AddressList = z.infer<typeof addressListSchema>;

const settingShape = {
  mode: addressListModeSchema,
  /** Entries that say the same are one. */
  entries: z
    .array(entrySchema)
    .max(MAXIMUM_ADDRESS_ENTRIES, `At most ${MAXIMUM_ADDRESS_ENTRIES} entries.`)
    .transform((entries) => [...new Set(entries)]),
};

/** A list that refuses everything is refused itself: disabling the application says so better. */
function hasEntriesWhereNeeded({ mode, entries }: AddressList): boolean {
  return mode === "off" || entries.length > 0;
}
const EMPTY = {
  path: ["entries"],
  message: "Enter at least one address or network. To refuse every request, disable the application.",
};

export const setAddressListSchema = z
  .strictObject({
    ...settingShape,
    applicationId: z.string(),
    /** The list that the caller saw. Where it is another one by now, somebody else was faster: 409. */
    expected: addressListSchema.optional(),
  })
  .refine(hasEntriesWhereNeeded, EMPTY);

/** The same of a list that somebody thinks of; an empty one would refuse everything. */
export const previewAddressListShape = {
  entries: settingShape.entries.refine((entries) => entries.length > 0, EMPTY.message),
};

export const previewAddressListSchema = z
  .strictObject({ ...settingShape, applicationId: z.string() })
  .refine(hasEntriesWhereNeeded, EMPTY);

/** Where requests came from in the last thirty days, held against a list. */
export const addressReportSchema = z.strictObject({
  serverTime: timestampSchema,
  /** From when on requests are counted here. */
  since: timestampSchema,
  /** What is worth knowing about the list itself. */
  notes: z.array(z.string()),
  /** Where this is read from: a browser's address, which need not be the service's. */
  yourAddress: z.strictObject({ address: z.string().nullable(), isListed: z.boolean() }),
  /** Those that were let through; and how many of them came from addresses that the list lacks. */
  requests: z.int(),
  requestsNotListed: z.int(),
  /** How many addresses the list lacks, whether or not all of them are shown. */
  addressesNotListed: z.int(),
  addresses: z.array(
    z.strictObject({
      /** `null` where it is not known. */
      address: z.string().nullable(),
      isListed: z.boolean(),
      requests: z.int(),
      /** Refused by the list as it was then. */
      refused: z.int(),
      lastSeenAt: timestampSchema,
    }),
  ),
  /** Requests from addresses beyond those that are kept one by one; whether they are listed is not known. */
  otherRequests: z.int(),
});
export type AddressReport = z.infer<typeof addressReportSchema>;
