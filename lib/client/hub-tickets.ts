/** A ticket as staff see it. */
import { queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type ReviewTarget, reviewKey } from "@/lib/client/hub-reviews";
import { type Place, routes, uiApi } from "@/lib/routes";
import type { RelatedView, TicketReview } from "@/lib/schemas/ticket";

const ticketReviewSchema = async () => (await import("@/lib/schemas/ticket")).ticketReviewSchema;

const REFRESHED_EVERY_MS = 15_000;

export function ticketTarget(place: Place, id: string): ReviewTarget {
  return { place, part: "tickets", id };
}

/** One ticket with its conversation; new messages of the partner appear by themselves. */
export function ticketReviewQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: reviewKey(ticketTarget(place, id)),
    queryFn: ({ signal }): Promise<TicketReview> =>
      fetchUi(uiApi.hubReview(place, "tickets", id), { schema: ticketReviewSchema, signal }),
    refetchInterval: REFRESHED_EVERY_MS,
  });
}

/** Where something that a ticket is about is shown, or `null` where it has no page of its own. */
export function relatedHref(
  { organizationId, environment }: Place,
  { kind, id }: RelatedView,
): string | null {
  switch (kind) {
    case "customer":
      return routes.hubReview(organizationId, environment, "customers", id);
    case "beneficiary":
      return routes.hubReview(organizationId, environment, "beneficiaries", id);
    case "payment":
      return routes.hubReview(organizationId, environment, "payments", id);
    case "ticket":
      return routes.hubReview(organizationId, environment, "tickets", id);
    case "application":
      return routes.hubApplication(organizationId, environment, id);
    default:
      return null;
  }
}
