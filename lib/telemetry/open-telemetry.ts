/**
 * Sends spans to an OpenTelemetry collector by OTLP over HTTP, in JSON. Loaded only where the settings name one. Spans wait in
 * memory and go out in batches; what cannot be sent is left out and never holds up a request.
 *
 * Nothing is registered for the whole process: libraries that look for a tracer (the framework does) find none, for their spans
 * would name targets with their queries.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import {
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-node";
import { scrubbed } from "@/lib/log";
import { withCollectorNews } from "@/lib/telemetry/collector-news";
import {
  NO_SPAN,
  provideTracing,
  type SpanAttributes,
  type SpanOptions,
  type Tracing,
} from "@/lib/telemetry/spans";

export type TracingSettings = {
  /** Where spans are posted to, path included. */
  url: string;
  serviceName: string;
  serviceVersion: string;
  /** The share of traces that is kept: 0 to 1. */
  ratio: number;
};

const SEND_EVERY_MILLISECONDS = 2_000;
const SHUTDOWN_MILLISECONDS = 2_000;

/** Makes spans from here on; the returned function sends what waits and ends that. */
export function startTracing(settings: TracingSettings): () => Promise<void> {
  const provider = new NodeTracerProvider({
    resource: resourceOf(settings),
    // The beginnings of our traces have no parent, so what is decided there holds for the whole trace.
    sampler: new ParentBasedSampler({ root: samplerOf(settings) }),
    spanProcessors: [
      new BatchSpanProcessor(withCollectorNews(new OTLPTraceExporter({ url: settings.url }), settings.url), {
        scheduledDelayMillis: SEND_EVERY_MILLISECONDS,
      }),
    ],
  });
  provideTracing(tracingBy(provider));
  return async () => {
    provideTracing(undefined);
    // A collector that is away keeps nobody from stopping.
    const ended = provider.shutdown().catch(() => {});
    await Promise.race([ended, sleep(SHUTDOWN_MILLISECONDS, undefined, { ref: false })]);
  };
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

function tracingBy(provider: NodeTracerProvider): Tracing {
  const tracer = provider.getTracer("nuvera");
  const open = new AsyncLocalStorage<Span>();
  return {
    inSpan: (name, options, work) => {
      const { kind, attributes = {} } = options;
      const outer = kind === "server" ? undefined : open.getStore();
      if (outer === undefined && kind === undefined) return work(NO_SPAN);
      const span = tracer.startSpan(
        name,
        {
          kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind],
          attributes: scrubbedAttributes(attributes),
          links: linksOf(options),
        },
        outer === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, outer),
      );
      return open.run(span, async () => {
        try {
          return await work({
            rename: (better) => {
              span.updateName(better);
            },
            set: (more) => span.setAttributes(scrubbedAttributes(more)),
            fail: (reason) => {
              span.setAttribute("error.type", reason);
              span.setStatus({ code: SpanStatusCode.ERROR });
            },
          });
        } catch (error) {
          // Its class alone: a message may quote what was sent.
          span.setAttribute("error.type", errorTypeOf(error));
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      });
    },
  };
}

function scrubbedAttributes(attributes: SpanAttributes): SpanAttributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === "string" ? scrubbed(value) : value,
    ]),
  );
}

/** A refusal's reason where it is one of ours. */
function errorTypeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "reason" in error && typeof error.reason === "string" ? error.reason : error.name;
}

/** W3C Trace Context, version 00: what a caller says of its own trace is pointed at, and decides nothing here. */
const TRACEPARENT = /^00-(?<traceId>[0-9a-f]{32})-(?<spanId>[0-9a-f]{16})-[0-9a-f]{2}$/;

function linksOf({ linkedTraceparent }: SpanOptions): Link[] {
  const { traceId = "", spanId = "" } = TRACEPARENT.exec(linkedTraceparent ?? "")?.groups ?? {};
  const context = { traceId, spanId, traceFlags: TraceFlags.NONE, isRemote: true };
  return isSpanContextValid(context) ? [{ context }] : [];
}

function samplerOf({ ratio }: TracingSettings): Sampler {
  if (ratio === 0) return new AlwaysOffSampler();
  return ratio === 1 ? new AlwaysOnSampler() : new TraceIdRatioBasedSampler(ratio);
}

/** The interface has more in it than the exporter asks for; this is a resource that is never merged with another. */
function resourceOf({ serviceName, serviceVersion }: TracingSettings) {
  const attributes = { "service.name": serviceName, "service.version": serviceVersion };
  const resource = {
    attributes,
    asyncAttributesPending: false,
    getRawAttributes: () => Object.entries(attributes),
    merge: () => resource,
  };
  return resource;
}
