import { z } from "zod";
import { UsageError } from "@/cli/errors";

const RFC_3339 = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** An option's text as an instant, written as the platform writes it. A date without a time is its beginning in UTC. */
export function toInstant(text: string, name: string): string {
  if (!RFC_3339.safeParse(text).success) {
    throw new UsageError(`--${name} must be a date such as 2030-01-31T12:00:00Z or 2030-01-31 (RFC 3339).`);
  }
  return new Date(text).toISOString();
}
