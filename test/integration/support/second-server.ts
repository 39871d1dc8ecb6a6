/** A server process of its own on a database that is there already; started by `startSecondServer`. */

import type { Settings } from "@/lib/settings";
import { serve } from "@/test/integration/support/serve";

process.once("message", async (settings: Settings) => {
  const { port } = await serve(settings);
  process.send?.({ port });
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit(0));
