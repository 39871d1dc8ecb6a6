import { RelativeTime } from "@/components/ui/relative-time";
import type { LastUse } from "@/lib/client/rotation";

/** When a credential was last used, or that it never was. */
export function LastUsed({ at }: { at: string | null }) {
  if (at === null) return <span className="text-muted-foreground">Never</span>;
  return <RelativeTime at={at} />;
}

/** The same with the address it came from and the program that sent it. */
export function LastUseView({ use }: { use: LastUse }) {
  const { lastUsedAt, lastUsedAddress, lastUsedUserAgent } = use;
  return (
    <span className="block">
      <LastUsed at={lastUsedAt} />
      {lastUsedAddress ? (
        <code className="block font-mono text-muted-foreground text-[0.8125rem]">{lastUsedAddress}</code>
      ) : null}
      {lastUsedUserAgent ? (
        <span
          className="block max-w-56 truncate text-muted-foreground text-[0.8125rem] max-md:ml-auto"
          title={lastUsedUserAgent}
        >
          {lastUsedUserAgent}
        </span>
      ) : null}
    </span>
  );
}
