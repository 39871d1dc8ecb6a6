/** Screening, field by field, as the partner API documents it, and what the operator's staff see beside it. */
import { z } from "zod";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";
import { CUSTOMER_STATUSES } from "@/lib/schemas/lifecycle";
import { DISPOSITION_OUTCOMES, SUBJECT_TYPES, WATCHLIST_IMPORT_STATES } from "@/lib/schemas/screening-kinds";

const summaryShape = {
  screeningSubjectId: z.string().describe("The screening subject, `scr_…`."),
  paymentHold: z
    .boolean()
    .describe("Payments wait in ON_HOLD while this is true: a match is open, or was found to be true."),
  openMatchCount: z.int().describe("Matches that nobody has reviewed yet."),
  lastScreenedAt: timestampSchema.nullable().describe("`null` until it has been screened once."),
};

/** What a beneficiary shows of its screening. */
export const beneficiaryScreeningSummarySchema = z
  .strictObject(summaryShape)
  .meta({ id: "BeneficiaryScreeningSummary" });
export type BeneficiaryScreeningSummary = z.infer<typeof beneficiaryScreeningSummarySchema>;

/** What a customer shows of its own screening and that of its persons, taken together. */
export const customerScreeningSummarySchema = z
  .strictObject({
    ...summaryShape,
    onboardingBlocked: z
      .boolean()
      .describe(
        "The customer cannot be approved while this is true: a match is open, or was found to be true, or in production no list was there to look into.",
      ),
  })
  .meta({ id: "CustomerScreeningSummary" });
export type CustomerScreeningSummary = z.infer<typeof customerScreeningSummarySchema>;

export const screeningSubjectSchema = z
  .strictObject({
    subjectId: z.string(),
    subjectType: z
      .enum(SUBJECT_TYPES)
      .describe(
        "CUSTOMER_LEGAL_ENTITY_SHAREHOLDER is kept for shareholders that are companies; persons are natural ones.",
      ),
    entityId: z.string().describe("The customer, person or beneficiary that was screened."),
    displayName: z.string(),
    customerId: z.string(),
    customerName: z.string(),
    beneficiaryId: z.string().nullable(),
    paymentHold: z.boolean(),
    onboardingBlocked: z.boolean(),
    openMatchCount: z.int(),
    lastScreenedAt: timestampSchema.nullable(),
    nextDueAt: timestampSchema.describe("When it is screened again, whether or not anything changes before."),
  })
  .meta({ id: "ScreeningSubject" });
export type ScreeningSubjectView = z.infer<typeof screeningSubjectSchema>;

const querySchema = z
  .strictObject({
    properties: z
      .array(z.strictObject({ label: z.string(), key: z.string(), values: z.array(z.string()) }))
      .describe("What was looked for."),
    algorithm: z.string().describe("Name and version of the matching rules."),
    threshold: z.number().describe("The score from which a candidate is a match."),
    topicsScope: z
      .array(z.string())
      .describe(
        "Families of topics that count: `crime` stands for `crime.fraud` as well. Entries that name no topic count too.",
      ),
    datasetScope: z.string().describe("The lists that were searched."),
    dataVersion: z.string().nullable().describe("The versions of these lists at the last screening."),
  })
  .meta({ id: "ScreeningQuery" });

export const screeningDispositionSchema = z
  .strictObject({
    id: z.string(),
    osEntityId: z.string(),
    reason: z.string(),
    topicsAtDecision: z.array(z.string()),
    reviewedByUserId: z.string().nullable(),
    reviewedByDisplayName: z.string(),
    reviewedAt: timestampSchema,
  })
  .meta({ id: "ScreeningDisposition" });

export const screeningMatchSchema = z
  .strictObject({
    matchId: z.string(),
    osEntityId: z.string().describe("The entity's id in the list."),
    caption: z.string(),
    schema: z.string().describe("What kind of entity it is, for example `Person` or `Company`."),
    score: z.number().min(0).max(1),
    isMatch: z.boolean().describe("Whether the score reaches the threshold."),
    topics: z.array(z.string()),
    datasets: z.array(z.string()),
    features: z.array(
      z.strictObject({
        key: z.string(),
        label: z.string(),
        score: z.number(),
        matchedValue: z.string().nullable().describe("The value of the subject."),
        candidateValue: z.string().nullable().describe("The value of the list."),
        note: z.string().nullable(),
      }),
    ),
    evidence: z.array(
      z.strictObject({
        label: z.string(),
        values: z.array(z.string()),
        fullWidth: z.boolean().describe("Whether it is long text, which needs a line of its own."),
      }),
    ),
    aliases: z.array(z.string()),
    disposition: screeningDispositionSchema
      .nullable()
      .describe("The newest decision of a reviewer. In `openMatches`: the match was found to be true."),
    createdAt: timestampSchema,
  })
  .meta({ id: "ScreeningMatch" });
export type ScreeningMatchView = z.infer<typeof screeningMatchSchema>;

const screeningExample = {
  subject: {
    subjectId: "scr_01935b60-16b8-7c4f-9a6e-1d0b2c3e4f11",
    subjectType: "CUSTOMER",
    entityId: "cus_01935b60-15a7-7b3e-8f7d-0c9a1b2d3e11",
    displayName: "Northwind Robotics Ltd",
    customerId: "cus_01935b60-15a7-7b3e-8f7d-0c9a1b2d3e11",
    customerName: "Northwind Robotics Ltd",
    beneficiaryId: null,
    paymentHold: false,
    onboardingBlocked: false,
    openMatchCount: 0,
    lastScreenedAt: "2025-11-24T09:30:00.000Z",
    nextDueAt: "2025-11-25T09:30:00.000Z",
  },
  query: {
    properties: [{ label: "Name", key: "name", values: ["Northwind Robotics Ltd"] }],
    algorithm: "trigram-phonetic-1",
    threshold: 0.7,
    topicsScope: ["sanction", "crime"],
    datasetScope: "All lists of this environment",
    dataVersion: "1",
  },
  openMatches: [],
  previouslyCleared: [],
  historyCount: 0,
  readOnlyReason: "Matches are reviewed by the operator.",
};

export const screeningSchema = z
  .strictObject({
    subject: screeningSubjectSchema,
    query: querySchema,
    openMatches: z
      .array(screeningMatchSchema)
      .describe("Matches that wait for a review, and those that were found to be true."),
    previouslyCleared: z
      .array(screeningMatchSchema)
      .describe(
        "Matches that a reviewer found to be of somebody else; an open one that was reopened stands here too.",
      ),
    historyCount: z.int().describe("How many decisions reviewers made about this subject."),
    readOnlyReason: z.string().nullable().describe("Why nothing can be decided here; `null` for who may."),
  })
  .meta({ id: "Screening", examples: [screeningExample] });
export type ScreeningView = z.infer<typeof screeningSchema>;

/** A customer's own screening, and those of its persons. */
export const customerScreeningSchema = screeningSchema
  .extend({
    related: z.array(screeningSchema).describe("The same for each of the customer's persons."),
  })
  .meta({ id: "CustomerScreening", examples: [{ ...screeningExample, related: [] }] });
export type CustomerScreeningView = z.infer<typeof customerScreeningSchema>;

/** One decision about one match, for staff. */
export const screeningHistoryItemSchema = screeningDispositionSchema.extend({
  matchId: z.string(),
  caption: z.string(),
  outcome: z.enum(DISPOSITION_OUTCOMES),
});
export type ScreeningHistoryItem = z.infer<typeof screeningHistoryItemSchema>;

/** What staff see of a subject before they decide. */
export const screeningReviewSchema = screeningSchema.extend({
  organizationId: z.string(),
  organizationName: z.string(),
  environment: environmentSchema,
  customer: z.strictObject({
    id: z.string(),
    companyName: z.string(),
    status: z.enum(CUSTOMER_STATUSES),
    registrationNumber: z.string(),
    countryOfIncorporationId: z.string(),
  }),
  /** What the list's side is compared with; for a customer its own facts, for a person or beneficiary theirs. */
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  /** By `matchId`: a digest of what a decision about the match rests on. */
  fingerprints: z.record(z.string(), z.string()),
  /** The customer's other subjects: itself, its persons and its beneficiaries. */
  relatedSubjects: z.array(screeningSubjectSchema),
  /** Newest first. */
  history: z.array(screeningHistoryItemSchema),
});
export type ScreeningReview = z.infer<typeof screeningReviewSchema>;

/** A decision about one match; why stands in the call's reason. Body of POST …/screening/{id}/decision. */
export const reviewScreeningMatchSchema = z.strictObject({
  /** The subject. */
  id: z.string(),
  matchId: z.string(),
  outcome: z.enum(DISPOSITION_OUTCOMES),
  /** The decision that this one reverses: who does not know that somebody has decided does not undo it unawares. */
  replaces: z.string().optional(),
  /** What `fingerprints` of the review said of this match: what has changed since is not decided about unseen. */
  seenFingerprint: z.string().optional(),
});
export type ReviewScreeningMatchInput = z.infer<typeof reviewScreeningMatchSchema>;

/** How an imported list may be called; the other two are the platform's own. */
export const watchlistNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
  .refine((name) => !["fictional", "simulator"].includes(name));

/** A list that subjects are matched against, as staff see it. */
export const watchlistSchema = z.strictObject({
  name: z.string(),
  environments: z.array(environmentSchema),
  version: z.int(),
  entryCount: z.int(),
  sourceName: z.string(),
  /** SHA-256 of the imported file, in hex. */
  sourceSha256: z.string(),
  /** The newest change in the file: how old the data is, whenever it was imported. */
  dataAsOf: timestampSchema.nullable(),
  importedAt: timestampSchema,
});
export type Watchlist = z.infer<typeof watchlistSchema>;

/** An import of a list, under way or over. */
export const watchlistImportSchema = z.strictObject({
  list: z.string(),
  version: z.int(),
  state: z.enum(WATCHLIST_IMPORT_STATES),
  sourceName: z.string(),
  /** So far. */
  entryCount: z.int(),
  startedAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
  /** Why it failed. */
  failure: z.string().nullable(),
});

export const watchlistsSchema = z.strictObject({
  items: z.array(watchlistSchema),
  /** The newest import of each list, whatever became of it. */
  imports: z.array(watchlistImportSchema),
  /** Subjects that are due and not yet screened, at most 10,000 each: after an import they are worked off. */
  dueSubjects: z.strictObject({ sandbox: z.int(), production: z.int() }),
  /** How a list is imported. */
  importCommand: z.string(),
});
export type Watchlists = z.infer<typeof watchlistsSchema>;
