/**
 * An operation is the only unit of behaviour: what it is called, who may run it, what goes in and out, what it
 * writes into the audit history, and what it does. It knows nothing of HTTP; the doors call it by `runOperation`.
 */
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import type { DocumentStorage } from "@/lib/documents/storage";
import type { ErrorReason } from "@/lib/errors";
import type { AuditAction, AuditEntry } from "@/lib/operations/audit";
import type { Permission } from "@/lib/permissions";
import type { Principal } from "@/lib/principal";
import type { Environment } from "@/lib/schemas/common";
import type { Pepper } from "@/lib/security/api-key";
import type { MailSettings, Settings, WebhookSettings } from "@/lib/settings";
import type { ResolveHost } from "@/lib/webhooks/target";

/** Where a call came from, as the audit history and the logs name it. */
export type CallOrigin = { requestId: string; address: string | null; userAgent: string | null };

export type OperationContext = {
  principal: Principal;
  /** Whose rows: taken from the credential or the session, never from the input. */
  scope: { organizationId: string; environment: Environment };
  origin: CallOrigin;
  now: Date;
  randomBytes: (length: number) => Uint8Array;
  peppers: readonly Pepper[];
  /** Keys the cursors of paged lists, so that they cannot be made up or carried to another tenant. */
  cursorSecret: string;
  /** Where people reach this deployment, for links in what they are sent. */
  baseUrl: string;
  /** How requests reach this deployment: where each environment's API is, and whose word about addresses counts. */
  network: Pick<Settings, "environmentBaseUrls" | "trustedProxies">;
  /** What becomes of mail: sent, readable by staff only, or nothing. */
  mailDelivery: MailSettings["delivery"];
  /** How old an exchange rate may be for production prices. */
  rateMaxAgeHours: number;
  /** The contents of documents. */
  documents: DocumentStorage;
  /** What the deployment lets webhook endpoints be, and where its deliveries come from. */
  webhooks: Pick<WebhookSettings, "allowPrivate" | "egress">;
  resolveHost: ResolveHost;
  /** Why, in the words of who acts; operator staff always say it. Stands in every audit row of the call. */
  reason: string | null;
};

export type TransactionContext = OperationContext & {
  tx: Transaction;
  /**
   * Puts a row of the declared audit action into the same transaction. An audited operation calls it for each
   * change, or `audit("unchanged")` when there was nothing to change.
   */
  audit: (entry: AuditEntry | "unchanged") => void;
};

export type BeforehandContext = OperationContext & {
  /** Runs `work` in a transaction of its own that sees the rows in scope. */
  inTransaction: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
};

type Declaration<Input extends z.ZodType, Output extends z.ZodType> = {
  name: string;
  summary: string;
  /** What a reader of the API reference should know besides the summary; Markdown, whole sentences. */
  description?: string;
  /**
   * What it may refuse besides what the door refuses everywhere (bad credentials, bad input, an unknown id in the path, a
   * lost race): `wrong_status`, `quote_expired` and the like. The API reference lists them.
   */
  refuses?: readonly ErrorReason[];
  /** The permission that a caller must hold; `null` only where being authenticated is enough. */
  permission: Permission | null;
  /**
   * Which rows it sees: those of the caller's environment (the rule), or of the whole organization, for what belongs
   * to neither environment or to both.
   */
  reach?: "organization";
  input: Input;
  output: Output;
};

/** Answers from what the caller's credential says; touches no rows. */
export type PureOperation<Input extends z.ZodType, Output extends z.ZodType> = Declaration<Input, Output> & {
  access: "none";
  run: (context: OperationContext, input: z.output<Input>) => Promise<z.input<Output>>;
};

export type ReadOperation<Input extends z.ZodType, Output extends z.ZodType> = Declaration<Input, Output> & {
  access: "read";
  /** Whether what it shows may be some seconds old, so that a replica can answer. Never where somebody looks at what they did. */
  mayLag?: boolean;
  /** Whether it writes down who looked, in the same transaction; PostgreSQL lets every other read change nothing. */
  recordsLook?: true;
  run: (context: Omit<TransactionContext, "audit">, input: z.output<Input>) => Promise<z.input<Output>>;
};

/** A change: it cannot be declared without its audit action. */
export type WriteOperation<Input extends z.ZodType, Output extends z.ZodType> = Declaration<Input, Output> & {
  access: "write";
  audit: AuditAction;
  /**
   * What comes before the transaction, because it is slow or lies outside the database. It must do no harm if the
   * transaction never comes, and none if it is done again.
   */
  beforehand?: (context: BeforehandContext, input: z.output<Input>) => Promise<void>;
  run: (context: TransactionContext, input: z.output<Input>) => Promise<z.input<Output>>;
};

export type Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> =
  | PureOperation<Input, Output>
  | ReadOperation<Input, Output>
  | WriteOperation<Input, Output>;

/** Declares an operation that touches no rows. */
export function pureOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Omit<PureOperation<Input, Output>, "access">,
): PureOperation<Input, Output> {
  return { ...operation, access: "none" };
}

/** Declares an operation that reads inside one transaction. */
export function readOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Omit<ReadOperation<Input, Output>, "access">,
): ReadOperation<Input, Output> {
  return { ...operation, access: "read" };
}

/** Declares an operation that changes rows and says so in the audit history, in one transaction. */
export function writeOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Omit<WriteOperation<Input, Output>, "access">,
): WriteOperation<Input, Output> {
  return { ...operation, access: "write" };
}
