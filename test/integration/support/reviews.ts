/** What staff decide, through the hub's door, and what screening says beforehand. */
import { expect } from "vitest";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { type Place, uiApi } from "@/lib/routes";
import { callUi, type UiAnswer } from "@/test/integration/support/members";
import type { TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

export type Reviewed = "customers" | "beneficiaries";

export const WHY = "Checked against the register";

/** The application's organization and environment, as the hub names them. */
export function hubPlaceOf({ organizationId, environment }: TestApplication): Place {
  return { area: "hub", organizationId: toPublicId("organization", organizationId), environment };
}

/** Decides by the session of a member of staff; with a reason, unless the body has another one. */
export function decide(
  platform: TestPlatform,
  session: string,
  application: TestApplication,
  part: Reviewed,
  id: string,
  body: object,
): Promise<UiAnswer> {
  const target = uiApi.hubReview(hubPlaceOf(application), part, id, "decision");
  return callUi(platform, session, "POST", target, { reason: WHY, ...body });
}

type Screening = { paymentHold?: boolean; onboardingBlocked?: boolean; openMatchCount?: number };

/** Has screening say this of the customer or beneficiary itself; clean where nothing else is said. */
export async function setScreening(
  { database }: TestPlatform,
  id: string,
  { paymentHold = false, onboardingBlocked = false, openMatchCount = 0 }: Screening = {},
): Promise<void> {
  const uuid = fromPublicId("customer", id) ?? fromPublicId("beneficiary", id) ?? "";
  const rows = await database.owner`update screening_subjects
    set payment_hold = ${paymentHold}, onboarding_blocked = ${onboardingBlocked}, open_match_count = ${openMatchCount}
    where entity_id = ${uuid} returning id`;
  expect(rows).toHaveLength(1);
}

export type EventRow = { type: string; data: { id: string; status: string } };

/** What partners were told of the thing, oldest first. */
export function eventsAbout({ database }: TestPlatform, id: string): Promise<EventRow[]> {
  return database.owner<EventRow[]>`select type, data from events where data ->> 'id' = ${id} order by id`;
}

export type HistoryRow = {
  action: string;
  actor: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
};

/** What the audit history says of the thing, oldest first. */
export function historyAbout({ database }: TestPlatform, id: string): Promise<HistoryRow[]> {
  return database.owner<HistoryRow[]>`
    select action, actor_kind || ' ' || actor_label as actor, before, after, reason
      from audit_events where target_id = ${id} order by sequence`;
}
