/** What staff review, as the browser asks for it, and what they do about it. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { anyAnswer, fetchUi } from "@/lib/client/fetch-ui";
import { queuesKey } from "@/lib/client/hub-queue";
import { UiError } from "@/lib/client/ui-error";
import { type Place, uiApi } from "@/lib/routes";

/** What a review is of: part of its address. */
export type ReviewPart = Parameters<typeof uiApi.hubReview>[1];

type ReviewAction = NonNullable<Parameters<typeof uiApi.hubReview>[3]>;

/** One thing under review: where it is and what it is. */
export type ReviewTarget = { place: Place; part: ReviewPart; id: string };

/** Everything asked about one organization: one decision changes more than what it is about. */
const organizationKey = ({ organizationId }: Place) => ["hub", "organizations", organizationId] as const;

export const reviewKey = ({ place, part, id }: ReviewTarget): QueryKey => [
  ...organizationKey(place),
  place.environment,
  part,
  id,
];

/** `reason` is `null` for what says by itself why, such as the answer to a ticket. */
export type ReviewChange = { action: ReviewAction; body: object; reason: string | null };

/**
 * Does it, and says why. Resolves when the page shows what came of it. After a refusal because something else happened
 * meanwhile (409) the page shows that too, before the refusal reaches the caller.
 */
export async function changeReview(
  client: QueryClient,
  target: ReviewTarget,
  { action, body, reason }: ReviewChange,
): Promise<void> {
  const path = uiApi.hubReview(target.place, target.part, target.id, action);
  try {
    const why = reason === null ? {} : { reason };
    await fetchUi(path, { method: "POST", body: { ...body, ...why }, schema: anyAnswer });
  } catch (error) {
    if (error instanceof UiError && error.status === 409) await refresh(client, target);
    throw error;
  }
  await refresh(client, target);
}

/** The thing itself first; whatever hangs on it, and the queues, in the background. */
async function refresh(client: QueryClient, target: ReviewTarget): Promise<void> {
  const queryKey = reviewKey(target);
  await client.invalidateQueries({ queryKey });
  void client.invalidateQueries({ queryKey: queuesKey });
  void client.invalidateQueries({
    queryKey: organizationKey(target.place),
    predicate: (query) => query.queryKey.join() !== queryKey.join(),
  });
}
