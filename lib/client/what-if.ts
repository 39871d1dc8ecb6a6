/** What a change would have refused, as the browser asks for it and says it. */
import { queryOptions } from "@tanstack/react-query";
import { applicationsKey } from "@/lib/client/applications";
import { fetchUi } from "@/lib/client/fetch-ui";
import { formatDateUtc, formatRelative } from "@/lib/client/time";
import { formatCount, formatRequests } from "@/lib/client/words";
import { type Place, uiApi } from "@/lib/routes";
import type { PossibleChange, WhatIf } from "@/lib/schemas/what-if";

const whatIfSchema = async () => (await import("@/lib/schemas/what-if")).whatIfSchema;

/** Figures of the last seconds, so every look asks again. */
export function whatIfQuery(place: Place, applicationId: string, change: PossibleChange) {
  return queryOptions({
    queryKey: [...applicationsKey(place), "what-if", applicationId, change],
    queryFn: ({ signal }): Promise<WhatIf> =>
      fetchUi(uiApi.whatIf(place, applicationId), {
        method: "POST",
        body: change,
        schema: whatIfSchema,
        signal,
      }),
    staleTime: 2_000,
  });
}

/** `in the last 30 days`, or `since 21 Nov 2026, when counting began`. */
export function spanOfFigures({ since, isComplete }: Pick<WhatIf, "since" | "isComplete">): string {
  return isComplete ? "in the last 30 days" : `since ${formatDateUtc(since)}, when counting began`;
}

/** What the figures come to, in a sentence or two. */
export function describeWhatIf(figures: WhatIf, change: PossibleChange["change"], now: number): string {
  const { requests, refused, lastAt, isApproximate, seconds } = figures;
  const span = spanOfFigures(figures);
  if (requests === 0) return `No request was let through ${span}.`;
  if (refused === 0 && seconds !== null) {
    return `No second ${span} had more requests than that; the busiest had about ${formatCount(seconds.busiest)}.`;
  }
  if (refused === 0 && change === "address_list") {
    const { otherRequests: other } = figures;
    if (other === 0)
      return `${capitalized(requests === 1 ? "the only request" : `all ${formatRequests(requests)}`)} ${span} came from this list.`;
    return `This list lacks no address known ${span}; ${formatRequests(other)} came from more addresses than are kept one by one.`;
  }
  if (refused === 0) {
    return `Nothing ${span} used this: ${formatRequests(requests)} would have been let through all the same.`;
  }
  const about = isApproximate ? "about " : "";
  const which =
    refused === requests
      ? `all ${formatRequests(requests)}`
      : `${about}${formatCount(refused)} of ${formatRequests(requests)} (${shareOf(refused, requests)})`;
  const last =
    lastAt === null ? "" : `, ${refused === 1 ? "" : "the last one "}${formatRelative(lastAt, now)}`;
  const sentence = `${capitalized(refused === 1 && requests === 1 ? "the only request" : which)} ${span}${last}.`;
  if (seconds === null) return sentence;
  const times = seconds.overLimit === 1 ? "1 second" : `${formatCount(seconds.overLimit)} seconds`;
  return `${sentence} They came in ${about}${times}; the busiest had ${about}${formatCount(seconds.busiest)}.`;
}

/** `24 %`, `under 1 %`, `over 99 %`. */
function shareOf(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  if (percent < 1) return "under 1 %";
  if (percent > 99) return "over 99 %";
  return `${Math.round(percent)} %`;
}

function capitalized(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** How many of the refused requests are not among those counted by permission. */
export function withoutKnownUse({ refused, permissions, isApproximate }: WhatIf): number {
  if (isApproximate) return 0;
  return Math.max(0, refused - permissions.reduce((sum, { requests }) => sum + requests, 0));
}
