/**
 * Spans of traces, where the deployment sends traces anywhere; else `inSpan` merely calls the work. Attributes name what we have
 * words for (routes, reasons, outcomes, ids of requests): never a target's query, a key, a token, a body or an address.
 *
 * Nothing of OpenTelemetry is imported here, so that the code around requests does without it when no trace is wanted.
 */
import { processSlot } from "@/lib/process-slot";

export type SpanAttributes = Record<string, string | number | boolean>;

export type OpenSpan = {
  set(attributes: SpanAttributes): void;
  rename(name: string): void;
  /** Marks it as failed, for a reason that is a word of ours. */
  fail(reason: string): void;
};

export type SpanOptions = {
  /** `server`: the beginning of a trace of its own. `client`: something asked of another machine. */
  kind?: "server" | "client";
  attributes?: SpanAttributes;
  /** A `traceparent` that came with a request: the span points there, and takes neither its trace nor its sampling from it. */
  linkedTraceparent?: string | null;
};

export type Tracing = {
  inSpan<Result>(
    name: string,
    options: SpanOptions,
    work: (span: OpenSpan) => Promise<Result>,
  ): Promise<Result>;
};

const slot = processSlot<Tracing>("tracing");
export const NO_SPAN: OpenSpan = { set: () => {}, rename: () => {}, fail: () => {} };

export function provideTracing(tracing: Tracing | undefined): void {
  slot.set(tracing);
}

/** Whether this process makes spans, for callers that would else prepare attributes for nobody. */
export function isTracing(): boolean {
  return slot.get() !== undefined;
}

/**
 * Runs `work` in a span of this name, inside the span that is open where this is called; without one, only spans that have a
 * kind are made, so that no trace begins in the middle. Throws what `work` throws.
 */
export function inSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (span: OpenSpan) => Promise<Result>,
): Promise<Result> {
  const tracing = slot.get();
  return tracing === undefined ? work(NO_SPAN) : tracing.inSpan(name, options, work);
}
