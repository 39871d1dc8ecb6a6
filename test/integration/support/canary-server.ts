/** A server process with everything on that tells of itself: log, metrics, traces, deliveries, mail; started by the canary test. */

import { operatorCliOrigin } from "@/lib/auth/operator-cli";
import { signIn } from "@/lib/auth/sign-in";
import { startLogging, startTelemetry } from "@/lib/boot/telemetry";
import { telemetrySettingsOf } from "@/lib/boot/telemetry-settings";
import { readProcessEnvironment } from "@/lib/env";
import { startMaintenance } from "@/lib/server/maintenance";
import type { Settings } from "@/lib/settings";
import { serve } from "@/test/integration/support/serve";

export type CanaryCommand =
  | { do: "start"; settings: Settings; ownerUrl: string }
  | { do: "sign-in"; email: string; password: string; code: string | null }
  /** What a library or the framework may print: an error with its causes, and loose values. */
  | { do: "print"; text: string }
  | { do: "stop" }
  /** Ends the process over an error that nobody catches. */
  | { do: "throw"; text: string };

let stop: () => Promise<void> = async () => {};

async function obey(command: CanaryCommand): Promise<unknown> {
  switch (command.do) {
    case "start": {
      const telemetry = telemetrySettingsOf(readProcessEnvironment());
      startLogging(telemetry, { development: false });
      const { metricsPort, stop: stopTelemetry } = await startTelemetry(
        telemetry,
        command.settings,
        command.ownerUrl,
      );
      const server = await serve(command.settings);
      const stopMaintenance = startMaintenance(server.runtime);
      stop = async () => {
        await stopMaintenance();
        await server.stop();
        await stopTelemetry();
      };
      return { port: server.port, metricsPort };
    }
    case "sign-in": {
      const { runtimeOrNull } = await import("@/lib/runtime");
      const runtime = runtimeOrNull();
      if (runtime === null) throw new Error("The server has not started.");
      const { email, password, code } = command;
      return signIn(runtime, email, password, operatorCliOrigin(), code).then(
        ({ ok }) => ok,
        () => "failed",
      );
    }
    case "print": {
      const { text } = command;
      const cause = Object.assign(new Error(`Failed query: select $1\nparams: ${text}`), { query: text });
      // biome-ignore lint/suspicious/noConsole: what libraries do is what this is about
      console.error("⨯", new Error(`page failed: ${text}`, { cause }), { text }, [text]);
      // biome-ignore lint/suspicious/noConsole: the same
      console.warn(`deprecated: ${text}`);
      return "printed";
    }
    case "throw":
      setTimeout(() => {
        throw new Error(`nobody caught ${command.text}`);
      });
      return "thrown";
    case "stop":
      await stop();
      return "stopped";
  }
}

process.on("message", async (command: CanaryCommand) => {
  process.send?.({ answer: await obey(command) });
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit(0));
