/** A process that does what the sandbox simulator does in a server, once; started by tests that end it on the way. */
import { createRuntime } from "@/lib/runtime";
import { runSimulatorOnce } from "@/lib/sandbox/simulator";
import type { Settings } from "@/lib/settings";

process.once("message", async (settings: Settings) => {
  await runSimulatorOnce(createRuntime(settings));
  process.send?.("done");
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit());
