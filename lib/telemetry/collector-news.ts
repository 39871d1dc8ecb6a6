/** Says in the log when an OpenTelemetry collector gets nothing any more, and when it does again: once each, not per batch. */
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import { logInfo, logWarning } from "@/lib/log";

/** `ExportResultCode.SUCCESS`. */
const SENT = 0;

/** The exporter, whose results are told. Of `url` the origin alone is: what follows it may hold a credential. */
export function withCollectorNews(exporter: SpanExporter, url: string): SpanExporter {
  const collector = new URL(url).origin;
  let isAway = false;
  function tell(isAwayNow: boolean, error: Error | undefined): void {
    if (isAwayNow === isAway) return;
    isAway = isAwayNow;
    if (isAway) {
      const code = error !== undefined && "code" in error ? String(error.code) : null;
      logWarning("The OpenTelemetry collector takes no spans; they are left out.", { collector, code });
    } else {
      logInfo("The OpenTelemetry collector takes spans again.", { collector });
    }
  }
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        tell(result.code !== SENT, result.error);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
