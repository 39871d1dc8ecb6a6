/** A process that imports a list and stops in the middle of it; started by tests that end it there. */
import { Readable } from "node:stream";
import { operatorCli, operatorCliOrigin } from "@/lib/auth/operator-cli";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { importWatchlist } from "@/lib/operations/screening/import-watchlist";
import { createRuntime } from "@/lib/runtime";
import type { Settings } from "@/lib/settings";

process.once("message", async ({ settings, text }: { settings: Settings; text: string }) => {
  let opened = 0;
  await importWatchlist(createRuntime(settings), {
    list: "test",
    environments: ["sandbox"],
    source: {
      name: "test.csv",
      open: () => {
        opened += 1;
        return opened === 1 ? Readable.from([Buffer.from(text)]) : endless(text);
      },
    },
    principal: operatorCli(OPERATOR_ORGANIZATION_ID, "sandbox"),
    origin: operatorCliOrigin(),
    reason: null,
    onProgress: () => process.send?.("stored"),
  });
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit());

/** All of the file but its end. */
function endless(text: string): Readable {
  return Readable.from(
    (async function* () {
      yield Buffer.from(text);
      await new Promise(() => {});
    })(),
  );
}
