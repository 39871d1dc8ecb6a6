/** A server process that dies, as by `kill -9`, at one point of an upload; started by `startDyingServer`. */
import { openDatabase } from "@/db/client";
import { openDocumentStorage } from "@/lib/documents/open-storage";
import type { Settings } from "@/lib/settings";
import { serve } from "@/test/integration/support/serve";
import type { DyingPoint } from "@/test/integration/support/start-dying-server";

/** Never resolves: nothing after it happens. */
function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => {});
}

process.once("message", async ({ settings, point }: { settings: Settings; point: DyingPoint }) => {
  const database = openDatabase({ ...settings.database, applicationName: "dying" });
  const documents = openDocumentStorage(settings.documents);
  let transactions = 0;
  const { port } = await serve(settings, {
    database: {
      ...database,
      // Of one upload: who its customer is, word of its content, its row.
      inScope: async (scope, work) => {
        transactions += 1;
        if (point === "spooled") await die();
        const result = await database.inScope(scope, work);
        if (point === "row committed" && transactions === 3) await die();
        return result;
      },
    },
    documents: {
      ...documents,
      put: async (key, file) => {
        if (point === "check committed") await die();
        await documents.put(key, file);
        if (point === "content put") await die();
      },
      sizeOf: async (key) => {
        if (point === "row begun") await die();
        return documents.sizeOf(key);
      },
    },
  });
  process.send?.({ port });
});
// Ends with the test that started it, however that test ends.
process.once("disconnect", () => process.exit(0));
