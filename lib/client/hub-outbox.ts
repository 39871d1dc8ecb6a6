import { queryOptions } from "@tanstack/react-query";
import { fetchUi } from "@/lib/client/fetch-ui";
import { uiApi } from "@/lib/routes";
import type { OutboxView } from "@/lib/schemas/hub";

const outboxSchema = async () => (await import("@/lib/schemas/hub")).outboxSchema;

/**
 * The newest mails. Their texts may hold links that open accounts: gone from memory once nobody looks at them, and never
 * read again behind somebody's back, which would ask for a fresh proof out of nothing.
 */
export const outboxQuery = queryOptions({
  queryKey: ["hub", "outbox"],
  queryFn: ({ signal }): Promise<OutboxView> => fetchUi(uiApi.hubOutbox, { schema: outboxSchema, signal }),
  gcTime: 0,
  staleTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
});

export type TextPart = { text: string; href: string | null };

/** A mail's text in parts; an address is a link only when it leads to this deployment itself. */
export function linkOwnAddresses(body: string, origin: string): TextPart[] {
  return body
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter((text) => text !== "")
    .map((text) => ({ text, href: isOwnAddress(text, origin) ? text : null }));
}

function isOwnAddress(text: string, origin: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === origin;
}
