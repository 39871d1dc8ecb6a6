/** Where webhook deliveries come from, for the firewalls of whoever receives them: public, and the same for everybody. */
import { settingsOrNull } from "@/lib/settings";

/** A list that changes is announced by its dates, long before it matters. */
const CACHE_SECONDS = 3_600;

/**
 * `addresses`: each network with the moment from which deliveries may come from it and the one after which none does any more;
 * `null` for "already" and "no end is known". Empty where the operator has not said.
 */
export function serveWebhookIps(): Response {
  const addresses = settingsOrNull()?.webhooks.egress ?? [];
  return new Response(JSON.stringify({ addresses }), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": `public, max-age=${CACHE_SECONDS}`,
      "Access-Control-Allow-Origin": "*",
    },
  });
}
