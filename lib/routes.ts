/** Paths of pages and of our own data routes, so that no link is spelt by hand. */
import type { Environment } from "@/lib/schemas/common";
import type { QueueKind } from "@/lib/schemas/queue";

const APPLICATIONS = "/settings/platform/api-applications";
const PERSONAL_KEYS = "/settings/platform/api-keys";
const WEBHOOKS = "/settings/platform/webhooks";
const encode = encodeURIComponent;

export const routes = {
  home: "/",
  noArea: "/no-area",
  signIn: "/sign-in",
  resetPassword: "/reset",
  overview: "/overview",
  /** Filters and the open request stand in the query. */
  requests: "/requests",
  requestConsole: "/requests/console",
  team: "/settings/team",
  security: "/settings/security",
  audit: "/settings/audit",
  applications: APPLICATIONS,
  newApplication: `${APPLICATIONS}/new`,
  application: (applicationId: string) => `${APPLICATIONS}/${encode(applicationId)}`,
  personalKeys: PERSONAL_KEYS,
  webhooks: WEBHOOKS,
  newWebhook: `${WEBHOOKS}/new`,
  webhook: (webhookId: string) => `${WEBHOOKS}/${encode(webhookId)}`,
  docs: "/docs",
  /** A page of the documentation, for example `sign-requests` or `errors`. */
  docsPage: (slug: string) => `/docs/${slug}`,
  /** Where a refusal's reason is explained. */
  docsReason: (reason: string) => `/docs/errors#${reason}`,
  apiReference: "/docs/api",
  apiOperation: (operationName: string) => `/docs/api/${encode(operationName)}`,
  hub: "/hub",
  /** `?environment=` and `?order=` choose what is seen. */
  hubOverview: "/hub/overview",
  hubSecurity: "/hub/security",
  hubAudit: "/hub/audit",
  hubSystem: "/hub/system",
  /** `?queue=` and `?environment=` choose what is seen. */
  hubReviews: "/hub/reviews",
  hubTickets: "/hub/tickets",
  hubReferenceData: "/hub/reference-data",
  hubScreeningLists: "/hub/screening-lists",
  /** What a queue leads to. */
  hubReview: (
    organizationId: string,
    environment: Environment,
    part: "customers" | "beneficiaries" | "payments" | "screening" | "tickets",
    id: string,
  ) => `/hub/organizations/${encode(organizationId)}/${environment}/${part}/${encode(id)}`,
  hubOrganization: (organizationId: string) => `/hub/organizations/${encode(organizationId)}`,
  hubApplication: (organizationId: string, environment: Environment, applicationId: string) =>
    `/hub/organizations/${encode(organizationId)}/${environment}/applications/${encode(applicationId)}`,
  hubWebhook: (organizationId: string, environment: Environment, webhookId: string) =>
    `/hub/organizations/${encode(organizationId)}/${environment}/webhooks/${encode(webhookId)}`,
} as const;

/** Whose organization somebody works in, and from which side: the partner's own settings, or the operator's hub. */
export type OrganizationPlace = { area: "partner" | "hub"; organizationId: string };

/** The same with the environment that most things belong to. */
export type Place = OrganizationPlace & { environment: Environment };

function organizationBase({ area, organizationId }: OrganizationPlace): string {
  return `/api/ui/${area === "hub" ? "hub/" : ""}organizations/${encode(organizationId)}`;
}

/** Where the browser client asks; the organization and the environment stand in the path, never in a cookie. */
export const uiApi = {
  applications: (place: Place) => `${organizationBase(place)}/${place.environment}/applications`,
  application: (place: Place, applicationId: string) =>
    `${uiApi.applications(place)}/${encode(applicationId)}`,
  /** POST: `permissions`, `disable`, `enable`, `delete`. GET: `usage`. */
  applicationPart: (
    place: Place,
    applicationId: string,
    part: "permissions" | "disable" | "enable" | "delete" | "usage",
  ) => `${uiApi.application(place, applicationId)}/${part}`,
  apiKeys: (place: Place, applicationId: string) => `${uiApi.application(place, applicationId)}/api-keys`,
  apiKeyAction: (place: Place, applicationId: string, apiKeyId: string, action: "revoke" | "expiry") =>
    `${uiApi.apiKeys(place, applicationId)}/${encode(apiKeyId)}/${action}`,
  signingKeys: (place: Place, applicationId: string) =>
    `${uiApi.application(place, applicationId)}/signing-keys`,
  signingKeyAction: (place: Place, applicationId: string, action: "revert" | "end-overlap") =>
    `${uiApi.signingKeys(place, applicationId)}/${action}`,
  /** POST in the hub: prepares one. */
  keyClaims: (place: Place, applicationId: string) => `${uiApi.application(place, applicationId)}/key-claims`,
  /** `claim` by the partner, `cancel` by the operator. */
  keyClaimAction: (place: Place, applicationId: string, claimId: string, action: "claim" | "cancel") =>
    `${uiApi.keyClaims(place, applicationId)}/${encode(claimId)}/${action}`,
  applicationAudit: (place: Place, applicationId: string) =>
    `${uiApi.application(place, applicationId)}/audit`,
  /** GET: where requests came from; POST: sets the list. `preview` by POST: what another list would have refused. */
  addressList: (place: Place, applicationId: string) =>
    `${uiApi.application(place, applicationId)}/address-list`,
  previewAddressList: (place: Place, applicationId: string) =>
    `${uiApi.addressList(place, applicationId)}/preview`,
  /** Requests per second as they are, and what `Idempotency-Key`s were answered. */
  applicationLimits: (place: Place, applicationId: string) =>
    `${uiApi.application(place, applicationId)}/limits`,
  idempotencyKeys: (place: Place, applicationId: string) =>
    `${uiApi.application(place, applicationId)}/idempotency-keys`,
  /** GET lists, POST creates. */
  personalKeys: (place: Place) => `${organizationBase(place)}/${place.environment}/personal-keys`,
  deletePersonalKey: (place: Place, personalKeyId: string) =>
    `${uiApi.personalKeys(place)}/${encode(personalKeyId)}/delete`,
  personalKeyPolicy: (place: OrganizationPlace) => `${organizationBase(place)}/personal-key-policy`,
  /** Everybody's, in both environments. */
  hubPersonalKeys: (organizationId: string) =>
    `/api/ui/hub/organizations/${encode(organizationId)}/personal-keys`,
  /** POST: a production application with the set-up of a sandbox one. */
  productionCopies: (place: OrganizationPlace) => `${organizationBase(place)}/production-copies`,
  /** GET lists, POST creates. */
  webhooks: (place: Place) => `${organizationBase(place)}/${place.environment}/webhooks`,
  webhook: (place: Place, webhookId: string) => `${uiApi.webhooks(place)}/${encode(webhookId)}`,
  /** POST, but for `deliveries`; GET `replay` counts what a POST would send. */
  webhookPart: (
    place: Place,
    webhookId: string,
    part: "update" | "disable" | "enable" | "delete" | "secret" | "test" | "replay" | "deliveries",
  ) => `${uiApi.webhook(place, webhookId)}/${part}`,
  webhookDelivery: (place: Place, webhookId: string, eventId: string) =>
    `${uiApi.webhookPart(place, webhookId, "deliveries")}/${encode(eventId)}`,
  resendWebhookDelivery: (place: Place, webhookId: string, eventId: string) =>
    `${uiApi.webhookDelivery(place, webhookId, eventId)}/resend`,
  /** GET lists, newest first; `applicationId` and other filters in the query. */
  requests: (place: Place) => `${organizationBase(place)}/${place.environment}/requests`,
  request: (place: Place, requestId: string) => `${uiApi.requests(place)}/${encode(requestId)}`,
  /** Volume, refusals, latency over time. */
  requestFigures: (place: Place) => `${organizationBase(place)}/${place.environment}/request-figures`,
  /** POST: how many requests of the last days a change would have refused. */
  whatIf: (place: Place, applicationId: string) => `${uiApi.application(place, applicationId)}/what-if`,
  attention: (place: OrganizationPlace) => `${organizationBase(place)}/attention`,
  audit: (place: OrganizationPlace) => `${organizationBase(place)}/audit`,
  auditExport: (place: OrganizationPlace) => `${organizationBase(place)}/audit/export`,
  team: (place: OrganizationPlace) => `${organizationBase(place)}/team`,
  invitations: (place: OrganizationPlace) => `${organizationBase(place)}/team/invitations`,
  revokeInvitation: (place: OrganizationPlace, invitationId: string) =>
    `${organizationBase(place)}/team/invitations/${encode(invitationId)}/revoke`,
  memberAction: (place: OrganizationPlace, userId: string, action: "role" | "remove") =>
    `${organizationBase(place)}/team/members/${encode(userId)}/${action}`,

  hubOrganizations: "/api/ui/hub/organizations",
  hubOrganization: (organizationId: string) => `/api/ui/hub/organizations/${encode(organizationId)}`,
  hubDisableApplications: (organizationId: string) =>
    `/api/ui/hub/organizations/${encode(organizationId)}/disable-applications`,
  hubQueue: (queue: QueueKind) => `/api/ui/hub/queues/${queue}`,
  /** GET shows one with everything a decision needs; POST to `decision`, `settlement`, `messages`, `close` acts on it. */
  hubReview: (
    place: Place,
    part: "customers" | "beneficiaries" | "payments" | "screening" | "tickets",
    id: string,
    action?: "decision" | "settlement" | "messages" | "close",
  ) =>
    `${organizationBase(place)}/${place.environment}/${part}/${encode(id)}${action === undefined ? "" : `/${action}`}`,
  hubDocumentContent: (place: Place, documentId: string) =>
    `${organizationBase(place)}/${place.environment}/documents/${encode(documentId)}/content`,
  hubExchangeRates: "/api/ui/hub/reference/exchange-rates",
  hubCryptoNetworks: "/api/ui/hub/reference/crypto-networks",
  hubWatchlists: "/api/ui/hub/watchlists",
  hubAudit: "/api/ui/hub/audit",
  /** GET: three parts, so that each is there whatever becomes of the others. */
  hubOverview: (part: "traffic" | "attention" | "system") => `/api/ui/hub/overview/${part}`,
  hubOutbox: "/api/ui/hub/outbox",

  account: "/api/ui/account",
  accountProof: "/api/ui/account/proof",
  accountPassword: "/api/ui/account/password",
  endSession: (sessionId: string) => `/api/ui/account/sessions/${encode(sessionId)}/end`,
  /** POST: `begin`, `confirm`, `disable`, `recovery-codes`. */
  secondFactor: (step: "begin" | "confirm" | "disable" | "recovery-codes") =>
    `/api/ui/account/second-factor/${step}`,
  invitation: (invitationId: string, action: "look-up" | "accept") =>
    `/api/ui/invitations/${encode(invitationId)}/${action}`,
  passwordResets: "/api/ui/password-resets",
  passwordReset: (resetId: string) => `/api/ui/password-resets/${encode(resetId)}`,
} as const;
