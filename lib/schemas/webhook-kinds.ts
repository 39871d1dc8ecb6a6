/** What webhook endpoints and deliveries can be in. */
export const DELIVERY_STATUSES = ["pending", "delivered", "failed", "cancelled"] as const;
/** `cancelled`: the endpoint was disabled or deleted before it got there. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const DELIVERY_TRIGGERS = ["event", "resend", "replay", "test"] as const;
/** Why it was last put on its way. */
export type DeliveryTrigger = (typeof DELIVERY_TRIGGERS)[number];

export const ENDPOINT_DISABLED_BY = ["partner", "operator", "system"] as const;
/** `system`: it answered 410, or failed for five days. */
export type EndpointDisabledBy = (typeof ENDPOINT_DISABLED_BY)[number];

export const ATTEMPT_ERRORS = [
  "timeout",
  "dns_failed",
  "url_not_allowed",
  "address_not_allowed",
  "connection_refused",
  "connection_failed",
  "tls_failed",
  "invalid_response",
  "redirect",
  "status_not_2xx",
  "secret_unavailable",
] as const;
/**
 * Why an attempt failed. `redirect`: an answer from 300 to 399, which is not followed; `secret_unavailable`: we could not sign,
 * because the pepper that seals the secret is gone.
 */
export type AttemptError = (typeof ATTEMPT_ERRORS)[number];
