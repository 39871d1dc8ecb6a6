/** Events of API keys that no operation brings about: an end that comes near, an end that has come, the first request. */
import { listUntoldNews, takeNews } from "@/db/queries/api-key-news";
import { findApplicationRow } from "@/db/queries/applications";
import { EXPIRING_MILLISECONDS, recordApiKeyEvents } from "@/lib/operations/applications/lifecycle-events";
import { repeat } from "@/lib/repeat";
import type { Runtime } from "@/lib/runtime";

const INTERVAL_MILLISECONDS = 10_000;
const BATCH = 200;

/** Starts telling in a server process; the returned function ends it after the run in progress. */
export function startKeyNewsJob(runtime: Runtime): () => Promise<void> {
  const stopping = new AbortController();
  const job = repeat(
    {
      name: "key_news",
      milliseconds: INTERVAL_MILLISECONDS,
      failure: "events of API keys were not written and will be tried again",
      run: () => tellKeyNews(runtime),
    },
    stopping.signal,
  );
  return async () => {
    stopping.abort();
    await job;
  };
}

/** One run. Several processes may do it at once: who takes a piece of news tells it, in the same transaction. */
export async function tellKeyNews({ database, clock }: Runtime): Promise<void> {
  const now = clock();
  const soon = new Date(now.getTime() + EXPIRING_MILLISECONDS);
  for (const { environment, applicationId, ...news } of await listUntoldNews(database, now, soon, BATCH)) {
    const scope = { organizationId: news.organizationId, environment };
    await database.inScope(scope, async (tx) => {
      if (!(await takeNews(tx, news))) return;
      const application = await findApplicationRow(tx, scope, applicationId);
      if (application === undefined) return;
      await recordApiKeyEvents({ tx, scope, now }, application, [news.apiKeyId], `api_keys.${news.news}`);
    });
  }
}
