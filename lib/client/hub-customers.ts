/** A customer and a beneficiary as staff review them. */
import { queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { type ReviewTarget, reviewKey } from "@/lib/client/hub-reviews";
import { type Place, uiApi } from "@/lib/routes";
import type { BeneficiaryReview, CustomerReview } from "@/lib/schemas/review";

const beneficiaryReviewSchema = async () => (await import("@/lib/schemas/review")).beneficiaryReviewSchema;
const customerReviewSchema = async () => (await import("@/lib/schemas/review")).customerReviewSchema;

export type CustomerTarget = ReviewTarget & { part: "customers" };
export type BeneficiaryTarget = ReviewTarget & { part: "beneficiaries" };

export function customerTarget(place: Place, id: string): CustomerTarget {
  return { place, part: "customers", id };
}

export function beneficiaryTarget(place: Place, id: string): BeneficiaryTarget {
  return { place, part: "beneficiaries", id };
}

export function customerReviewQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: reviewKey(customerTarget(place, id)),
    queryFn: ({ signal }): Promise<CustomerReview> =>
      fetchUi(uiApi.hubReview(place, "customers", id), { schema: customerReviewSchema, signal }),
  });
}

export function beneficiaryReviewQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: reviewKey(beneficiaryTarget(place, id)),
    queryFn: ({ signal }): Promise<BeneficiaryReview> =>
      fetchUi(uiApi.hubReview(place, "beneficiaries", id), { schema: beneficiaryReviewSchema, signal }),
  });
}
