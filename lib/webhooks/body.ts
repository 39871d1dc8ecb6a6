import { toPublicId } from "@/lib/ids";
import type { Environment } from "@/lib/schemas/common";

export type OutgoingEvent = {
  /** Its UUID. */
  id: string;
  type: string;
  environment: Environment;
  createdAt: Date;
  /** JSON as it is stored. */
  data: string;
};

/** What is signed and sent: the same bytes at every attempt. */
export function webhookBody({ id, type, environment, createdAt, data }: OutgoingEvent): string {
  const envelope = {
    id: toPublicId("event", id),
    event: type,
    environment,
    createdAt: createdAt.toISOString(),
  };
  return `${JSON.stringify(envelope).slice(0, -1)},"data":${data}}`;
}
