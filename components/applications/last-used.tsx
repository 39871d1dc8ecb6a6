import { RelativeTime } from "@/components/ui/relative-time";

/** When a credential was last used, or that it never was. */
export function LastUsed({ at }: { at: string | null }) {
  if (at === null) return <span className="text-muted-foreground">Never</span>;
  return <RelativeTime at={at} />;
}
