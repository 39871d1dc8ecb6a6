/**
 * Host names by DNS itself. The system's resolver would do its waiting in the few threads that files and cryptography need
 * too, so that one host whose name servers hang could hold up the whole process.
 */
import { Resolver } from "node:dns/promises";
import type { ResolveHost } from "@/lib/webhooks/target";

const DEADLINE_MILLISECONDS = 5_000;
const TRY_MILLISECONDS = 2_000;

/** Every address of a name, those of IPv4 first. Of hosts files it knows nothing; `localhost` is this machine (RFC 6761). */
export const resolveHost: ResolveHost = async (hostname) => {
  if (/(^|\.)localhost$/.test(hostname)) return ["127.0.0.1"];
  const resolver = new Resolver({ timeout: TRY_MILLISECONDS, tries: 2 });
  const timer = setTimeout(() => resolver.cancel(), DEADLINE_MILLISECONDS);
  try {
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  } finally {
    clearTimeout(timer);
  }
};
