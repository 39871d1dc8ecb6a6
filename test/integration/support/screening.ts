/** Lists to be screened against, and what screening says, as partners and staff read it. */
import { Readable } from "node:stream";
import { expect } from "vitest";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { type ImportOutcome, importWatchlist } from "@/lib/operations/screening/import-watchlist";
import { uiApi } from "@/lib/routes";
import type { Environment } from "@/lib/schemas/common";
import {
  type CustomerScreeningView,
  customerScreeningSchema,
  type ScreeningReview,
  type ScreeningView,
  screeningReviewSchema,
  screeningSchema,
} from "@/lib/schemas/screening";
import type { DispositionOutcome } from "@/lib/schemas/screening-kinds";
import { CUSTOMERS } from "@/test/integration/support/customers";
import { callUi, type UiAnswer } from "@/test/integration/support/members";
import { call, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";
import { hubPlaceOf, WHY } from "@/test/integration/support/reviews";

/** One entry; what is left out is empty. */
export type Entry = {
  id: string;
  name: string;
  schema?: string;
  aliases?: string;
  birth_date?: string;
  countries?: string;
  identifiers?: string;
  sanctions?: string;
  topics?: string;
};

const COLUMNS = [
  "id",
  "schema",
  "name",
  "aliases",
  "birth_date",
  "countries",
  "identifiers",
  "sanctions",
  "topics",
] as const;

/** The file, as OpenSanctions writes one. */
export function toCsv(entries: readonly Entry[]): string {
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const rows = entries.map((entry) =>
    COLUMNS.map((column) => quoted(entry[column] ?? (column === "schema" ? "Person" : ""))).join(","),
  );
  return [COLUMNS.join(","), ...rows, ""].join("\n");
}

type ImportOptions = { list?: string; environments?: Environment[]; mayHaveFewer?: boolean };

/** Imports these entries and nothing else as the list. */
export function importEntries(
  { runtime }: Pick<TestPlatform, "runtime">,
  entries: readonly Entry[],
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  return importText({ runtime }, toCsv(entries), options);
}

export function importText(
  { runtime }: Pick<TestPlatform, "runtime">,
  text: string,
  { list = "test", environments = ["sandbox", "production"], mayHaveFewer = false }: ImportOptions = {},
): Promise<ImportOutcome> {
  return importWatchlist(runtime, {
    list,
    environments,
    mayHaveFewer,
    source: { name: "test.csv", open: () => Readable.from([Buffer.from(text)]) },
    principal: operatorCli(OPERATOR_ORGANIZATION_ID, "sandbox"),
    origin: operatorCliOrigin(),
    reason: null,
  });
}

export async function screeningOf(
  platform: TestPlatform,
  application: TestApplication,
  customerId: string,
): Promise<CustomerScreeningView> {
  const answer = await call(platform, application, "GET", `${CUSTOMERS}/${customerId}/screening`);
  expect(answer).toMatchObject({ status: 200 });
  return customerScreeningSchema.parse(answer.body);
}

export async function beneficiaryScreeningOf(
  platform: TestPlatform,
  application: TestApplication,
  customerId: string,
  beneficiaryId: string,
): Promise<ScreeningView> {
  const target = `${CUSTOMERS}/${customerId}/beneficiaries/${beneficiaryId}/screening`;
  const answer = await call(platform, application, "GET", target);
  expect(answer).toMatchObject({ status: 200 });
  return screeningSchema.parse(answer.body);
}

/** As staff see it. */
export async function reviewOf(
  platform: TestPlatform,
  session: string,
  application: TestApplication,
  subjectId: string,
): Promise<ScreeningReview> {
  const target = uiApi.hubReview(hubPlaceOf(application), "screening", subjectId);
  const answer = await callUi(platform, session, "GET", target);
  expect(answer).toMatchObject({ status: 200 });
  return screeningReviewSchema.parse(answer.body);
}

type Decision = {
  matchId: string;
  outcome: DispositionOutcome;
  replaces?: string;
  reason?: string;
  seenFingerprint?: string;
};

export function decideMatch(
  platform: TestPlatform,
  session: string,
  application: TestApplication,
  subjectId: string,
  decision: Decision,
): Promise<UiAnswer> {
  const target = uiApi.hubReview(hubPlaceOf(application), "screening", subjectId, "decision");
  return callUi(platform, session, "POST", target, { reason: WHY, ...decision });
}

/** The id of the only open match. */
export function onlyMatch({ openMatches }: Pick<ScreeningView, "openMatches">): string {
  expect(openMatches).toHaveLength(1);
  return openMatches[0]?.matchId ?? "";
}
