/** A worker of `workers-primary.ts`: a server of the partner API with the product's link and drain, without Next.js. */
import { existsSync } from "node:fs";
import { memberEnvironment } from "@/test/integration/support/workers-environment";

const { settings, port, brokenWhile } = memberEnvironment();
if (existsSync(brokenWhile)) process.exit(1);

// Only now, for the whole app comes with them.
const [{ openWorkerLink, untilLeaving }, { END, HAND_OVER }, { makeRegistry }, { serve }] = await Promise.all(
  [
    import("@/lib/boot/workers/worker-link"),
    import("@/lib/server/drain"),
    import("@/lib/telemetry/prometheus"),
    import("@/test/integration/support/serve"),
  ],
);
const registry = makeRegistry();
const link = openWorkerLink(() => registry.getMetricsAsJSON());
const server = await serve(settings, {}, {}, port);
link.ready();
await untilLeaving(link);
link.urge.addEventListener("abort", () => void server.drain(END));
await server.drain(link.leaving() === "hand-over" ? HAND_OVER : END, link.hurry);
await link.sendLastMetrics();
await server.stop();
process.exit(0);
