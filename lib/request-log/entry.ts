/** One answered request of a partner, as it waits to be written. Targets and user agents are still as they were sent. */
import type { ApiError } from "@/lib/errors";
import type { Caller } from "@/lib/request-log/notes";

export type AnsweredRequest = {
  /** The request's UUIDv7, which is also when it came. */
  id: string;
  startedAt: number;
  method: string;
  target: string;
  route: string | null;
  permission: string | null;
  status: number;
  refusal: ApiError | null;
  latencyMicroseconds: number;
  requestBytes: number;
  responseBytes: number;
  address: string | null;
  userAgent: string | undefined;
  signingKeyId: string | null;
};

export type Entry = AnsweredRequest & { caller: Caller };
