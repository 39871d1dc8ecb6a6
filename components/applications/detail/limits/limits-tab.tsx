import { AddressListSection } from "@/components/applications/detail/limits/address-list-section";
import { IdempotencyKeys } from "@/components/applications/detail/limits/idempotency-keys";
import { RateLimitSection } from "@/components/applications/detail/limits/rate-limit-section";
import type { ApplicationView } from "@/lib/schemas/application";

/** From where an application may send, how much, how much of that it uses, and which requests it has made safe to repeat. */
export function LimitsTab({ application }: { application: ApplicationView }) {
  return (
    <div className="flex flex-col gap-10">
      <AddressListSection application={application} />
      <RateLimitSection application={application} />
      <IdempotencyKeys applicationId={application.id} />
    </div>
  );
}
