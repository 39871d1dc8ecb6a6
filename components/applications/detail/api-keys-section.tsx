import { ApiKeyStatus } from "@/components/applications/application-status";
import { LastUsed } from "@/components/applications/last-used";
import { Mono } from "@/components/ui/mono";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { maskedKey } from "@/lib/client/words";
import type { ApiKeyView } from "@/lib/schemas/application";

/** The API keys by what can be shown of them. */
export function ApiKeysSection({ apiKeys }: { apiKeys: readonly ApiKeyView[] }) {
  return (
    <Section
      title="API keys"
      description="The secret that goes into the x-api-key header. The whole key was shown once, when it was made."
    >
      {apiKeys.length === 0 ? (
        <p className="text-muted-foreground">This application has no API key.</p>
      ) : null}
      {apiKeys.length > 0 ? (
        <Table label="API keys">
          <TableHead>
            <TableHeader>Key</TableHeader>
            <TableHeader>Status</TableHeader>
            <TableHeader>Created</TableHeader>
            <TableHeader className="text-right">Last used</TableHeader>
          </TableHead>
          <TableBody>
            {apiKeys.map((key) => (
              <TableRow key={key.id}>
                <TableCell>
                  <div className="flex flex-col gap-0.5 text-left">
                    <code className="font-mono">{maskedKey(key)}</code>
                    <Mono value={key.id} label="key id" className="text-muted-foreground" />
                  </div>
                </TableCell>
                <TableCell label="Status">
                  <ApiKeyStatus apiKey={key} />
                </TableCell>
                <TableCell label="Created">
                  <RelativeTime at={key.createdAt} />
                  {key.createdBy ? (
                    <span className="block text-muted-foreground text-[0.8125rem]">
                      by {key.createdBy.displayName}
                    </span>
                  ) : null}
                </TableCell>
                <TableCell label="Last used" className="md:text-right">
                  <LastUsed at={key.lastUsedAt} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
    </Section>
  );
}
