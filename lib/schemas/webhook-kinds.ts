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
