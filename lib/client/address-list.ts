/** Where an application's requests may come from, as the browser asks for it and as a person types it. */
import { queryOptions } from "@tanstack/react-query";
import type { ChangeContext } from "@/lib/client/application-changes";
import { applicationsKey } from "@/lib/client/applications";
import { fetchUi } from "@/lib/client/fetch-ui";
import { formatCount } from "@/lib/client/words";
import { type Place, uiApi } from "@/lib/routes";
import { type AddressList, type AddressReport, MAXIMUM_ADDRESS_ENTRIES } from "@/lib/schemas/address-list";
import type { ApplicationView } from "@/lib/schemas/application";
import { formatNetwork, parseNetwork } from "@/lib/security/network";

const addressReportSchema = async () => (await import("@/lib/schemas/address-list")).addressReportSchema;
const applicationSchema = async () => (await import("@/lib/schemas/application")).applicationSchema;

const POLL_MS = 15_000;

const reportsKey = (place: Place, applicationId: string) =>
  [...applicationsKey(place), "addresses", applicationId] as const;

/** Where requests came from in the last thirty days, held against the list as it is. */
export function addressReportQuery(place: Place, applicationId: string) {
  return queryOptions({
    queryKey: reportsKey(place, applicationId),
    queryFn: ({ signal }): Promise<AddressReport> =>
      fetchUi(uiApi.addressList(place, applicationId), { schema: addressReportSchema, signal }),
    staleTime: 2_000,
    refetchInterval: POLL_MS,
  });
}

/** The same, held against a list that is not saved yet. */
export function addressPreviewQuery(place: Place, applicationId: string, list: AddressList) {
  return queryOptions({
    queryKey: [...reportsKey(place, applicationId), "preview", list],
    queryFn: ({ signal }): Promise<AddressReport> =>
      fetchUi(uiApi.previewAddressList(place, applicationId), {
        method: "POST",
        body: list,
        schema: addressReportSchema,
        signal,
      }),
    staleTime: 2_000,
  });
}

/** `expected`: the list that the person has seen; another one by now is a conflict. */
export function setAddressList(
  { place, applicationId, reason }: ChangeContext,
  list: AddressList,
  expected: AddressList,
): Promise<ApplicationView> {
  return fetchUi(uiApi.addressList(place, applicationId), {
    method: "POST",
    body: { ...list, expected, ...(reason === null ? {} : { reason }) },
    schema: applicationSchema,
  });
}

/** `line` counts from 1. `suggestion`: what was probably meant. */
export type LineProblem = { line: number; text: string; message: string; suggestion?: string };

/** One entry a line, or several between commas; what is no entry is named with its line. */
export function readEntries(text: string): { entries: string[]; problems: LineProblem[] } {
  const written = text.split("\n").flatMap((line, index) =>
    line
      .split(/[\s,;]+/)
      .filter((part) => part !== "")
      .map((part) => ({ part, line: index + 1 })),
  );
  const entries = new Set<string>();
  const problems: LineProblem[] = [];
  for (const { part, line } of written) {
    const parsed = parseNetwork(part);
    if (parsed.ok) entries.add(formatNetwork(parsed.network));
    else {
      const { problem: message, suggestion } = parsed;
      problems.push({ line, text: part, message, ...(suggestion === undefined ? {} : { suggestion }) });
    }
  }
  return { entries: [...entries], problems };
}

/** The text with one entry, wherever it stands, written otherwise. */
export function replaceEntry(text: string, from: string, to: string): string {
  return text
    .split(/([\s,;]+)/)
    .map((part) => (part === from ? to : part))
    .join("");
}

/** What is wrong with a list as a whole, or nothing. */
export function problemOfList({ mode, entries }: AddressList): string | undefined {
  if (entries.length > MAXIMUM_ADDRESS_ENTRIES) {
    return `At most ${MAXIMUM_ADDRESS_ENTRIES} entries; these are ${entries.length}.`;
  }
  if (mode !== "off" && entries.length === 0) {
    return "Enter at least one address or network. To refuse every request, disable the application.";
  }
  return undefined;
}

export function isSameList(one: AddressList, other: AddressList): boolean {
  return one.mode === other.mode && one.entries.join(" ") === other.entries.join(" ");
}

/** `2 entries`. */
export function countEntries(count: number): string {
  return count === 1 ? "1 entry" : `${formatCount(count)} entries`;
}
