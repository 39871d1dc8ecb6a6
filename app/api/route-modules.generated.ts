// Made by `npm run routes` from the files under app/api. Do not edit.
import type { RouteModules } from "@/lib/api/route-table";
import * as route0 from "@/app/api/auth/[...nextauth]/route";
import * as route1 from "@/app/api/health/route";
import * as route2 from "@/app/api/ui/account/password/route";
import * as route3 from "@/app/api/ui/account/proof/route";
import * as route4 from "@/app/api/ui/account/route";
import * as route5 from "@/app/api/ui/account/second-factor/begin/route";
import * as route6 from "@/app/api/ui/account/second-factor/confirm/route";
import * as route7 from "@/app/api/ui/account/second-factor/disable/route";
import * as route8 from "@/app/api/ui/account/second-factor/recovery-codes/route";
import * as route9 from "@/app/api/ui/account/sessions/[sessionId]/end/route";
import * as route10 from "@/app/api/ui/hub/audit/route";
import * as route11 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/address-list/preview/route";
import * as route12 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/address-list/route";
import * as route13 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/expiry/route";
import * as route14 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/revoke/route";
import * as route15 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/audit/route";
import * as route16 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/delete/route";
import * as route17 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/disable/route";
import * as route18 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/enable/route";
import * as route19 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/idempotency-keys/route";
import * as route20 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/[claimId]/cancel/route";
import * as route21 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/route";
import * as route22 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/limits/route";
import * as route23 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/permissions/route";
import * as route24 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/route";
import * as route25 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/end-overlap/route";
import * as route26 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/revert/route";
import * as route27 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/route";
import * as route28 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/usage/route";
import * as route29 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/what-if/route";
import * as route30 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/route";
import * as route31 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/beneficiaries/[beneficiaryId]/decision/route";
import * as route32 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/beneficiaries/[beneficiaryId]/route";
import * as route33 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/customers/[customerId]/decision/route";
import * as route34 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/customers/[customerId]/route";
import * as route35 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/documents/[documentId]/content/route";
import * as route36 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/payments/[id]/decision/route";
import * as route37 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/payments/[id]/route";
import * as route38 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/payments/[id]/settlement/route";
import * as route39 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/personal-keys/[personalKeyId]/delete/route";
import * as route40 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/request-figures/route";
import * as route41 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/requests/[requestId]/route";
import * as route42 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/requests/route";
import * as route43 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/screening/[id]/decision/route";
import * as route44 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/screening/[id]/route";
import * as route45 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/tickets/[id]/close/route";
import * as route46 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/tickets/[id]/messages/route";
import * as route47 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/tickets/[id]/route";
import * as route48 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries/[eventId]/route";
import * as route49 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries/route";
import * as route50 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/disable/route";
import * as route51 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/enable/route";
import * as route52 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/route";
import * as route53 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/route";
import * as route54 from "@/app/api/ui/hub/organizations/[organizationId]/attention/route";
import * as route55 from "@/app/api/ui/hub/organizations/[organizationId]/audit/export/route";
import * as route56 from "@/app/api/ui/hub/organizations/[organizationId]/audit/route";
import * as route57 from "@/app/api/ui/hub/organizations/[organizationId]/disable-applications/route";
import * as route58 from "@/app/api/ui/hub/organizations/[organizationId]/personal-keys/route";
import * as route59 from "@/app/api/ui/hub/organizations/[organizationId]/route";
import * as route60 from "@/app/api/ui/hub/organizations/[organizationId]/team/route";
import * as route61 from "@/app/api/ui/hub/organizations/route";
import * as route62 from "@/app/api/ui/hub/outbox/route";
import * as route63 from "@/app/api/ui/hub/overview/attention/route";
import * as route64 from "@/app/api/ui/hub/overview/system/route";
import * as route65 from "@/app/api/ui/hub/overview/traffic/route";
import * as route66 from "@/app/api/ui/hub/queues/beneficiaries/route";
import * as route67 from "@/app/api/ui/hub/queues/customers/route";
import * as route68 from "@/app/api/ui/hub/queues/payments/route";
import * as route69 from "@/app/api/ui/hub/queues/screening/route";
import * as route70 from "@/app/api/ui/hub/queues/settlements/route";
import * as route71 from "@/app/api/ui/hub/queues/tickets/route";
import * as route72 from "@/app/api/ui/hub/reference/crypto-networks/route";
import * as route73 from "@/app/api/ui/hub/reference/exchange-rates/route";
import * as route74 from "@/app/api/ui/hub/watchlists/route";
import * as route75 from "@/app/api/ui/invitations/[invitationId]/accept/route";
import * as route76 from "@/app/api/ui/invitations/[invitationId]/look-up/route";
import * as route77 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/address-list/preview/route";
import * as route78 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/address-list/route";
import * as route79 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/expiry/route";
import * as route80 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/revoke/route";
import * as route81 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/route";
import * as route82 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/audit/route";
import * as route83 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/delete/route";
import * as route84 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/disable/route";
import * as route85 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/enable/route";
import * as route86 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/idempotency-keys/route";
import * as route87 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/[claimId]/claim/route";
import * as route88 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/limits/route";
import * as route89 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/permissions/route";
import * as route90 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/route";
import * as route91 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/end-overlap/route";
import * as route92 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/revert/route";
import * as route93 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/route";
import * as route94 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/usage/route";
import * as route95 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/what-if/route";
import * as route96 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/route";
import * as route97 from "@/app/api/ui/organizations/[organizationId]/[environment]/personal-keys/[personalKeyId]/delete/route";
import * as route98 from "@/app/api/ui/organizations/[organizationId]/[environment]/personal-keys/route";
import * as route99 from "@/app/api/ui/organizations/[organizationId]/[environment]/request-figures/route";
import * as route100 from "@/app/api/ui/organizations/[organizationId]/[environment]/requests/[requestId]/route";
import * as route101 from "@/app/api/ui/organizations/[organizationId]/[environment]/requests/route";
import * as route102 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/delete/route";
import * as route103 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries/[eventId]/resend/route";
import * as route104 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries/[eventId]/route";
import * as route105 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries/route";
import * as route106 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/disable/route";
import * as route107 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/enable/route";
import * as route108 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/replay/route";
import * as route109 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/route";
import * as route110 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/secret/route";
import * as route111 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/test/route";
import * as route112 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/update/route";
import * as route113 from "@/app/api/ui/organizations/[organizationId]/[environment]/webhooks/route";
import * as route114 from "@/app/api/ui/organizations/[organizationId]/attention/route";
import * as route115 from "@/app/api/ui/organizations/[organizationId]/audit/export/route";
import * as route116 from "@/app/api/ui/organizations/[organizationId]/audit/route";
import * as route117 from "@/app/api/ui/organizations/[organizationId]/personal-key-policy/route";
import * as route118 from "@/app/api/ui/organizations/[organizationId]/production-copies/route";
import * as route119 from "@/app/api/ui/organizations/[organizationId]/team/invitations/[invitationId]/revoke/route";
import * as route120 from "@/app/api/ui/organizations/[organizationId]/team/invitations/route";
import * as route121 from "@/app/api/ui/organizations/[organizationId]/team/members/[userId]/remove/route";
import * as route122 from "@/app/api/ui/organizations/[organizationId]/team/members/[userId]/role/route";
import * as route123 from "@/app/api/ui/organizations/[organizationId]/team/route";
import * as route124 from "@/app/api/ui/password-resets/[resetId]/route";
import * as route125 from "@/app/api/ui/password-resets/route";
import * as route126 from "@/app/api/ui/preferences/route";
import * as route127 from "@/app/api/v1/crypto/currencies/[code]/route";
import * as route128 from "@/app/api/v1/crypto/currencies/route";
import * as route129 from "@/app/api/v1/crypto/networks/route";
import * as route130 from "@/app/api/v1/customers/[customerId]/beneficiaries/[beneficiaryId]/route";
import * as route131 from "@/app/api/v1/customers/[customerId]/beneficiaries/[beneficiaryId]/screening/route";
import * as route132 from "@/app/api/v1/customers/[customerId]/beneficiaries/[beneficiaryId]/submit/route";
import * as route133 from "@/app/api/v1/customers/[customerId]/beneficiaries/route";
import * as route134 from "@/app/api/v1/customers/[customerId]/persons/[personId]/route";
import * as route135 from "@/app/api/v1/customers/[customerId]/persons/route";
import * as route136 from "@/app/api/v1/customers/[customerId]/route";
import * as route137 from "@/app/api/v1/customers/[customerId]/screening/route";
import * as route138 from "@/app/api/v1/customers/[customerId]/submit/route";
import * as route139 from "@/app/api/v1/customers/route";
import * as route140 from "@/app/api/v1/documents/[documentId]/content/route";
import * as route141 from "@/app/api/v1/documents/[documentId]/route";
import * as route142 from "@/app/api/v1/documents/route";
import * as route143 from "@/app/api/v1/payment/[paymentId]/cancel/route";
import * as route144 from "@/app/api/v1/payment/[paymentId]/route";
import * as route145 from "@/app/api/v1/payment/quote/[quoteId]/route";
import * as route146 from "@/app/api/v1/payment/quote/route";
import * as route147 from "@/app/api/v1/payment/route";
import * as route148 from "@/app/api/v1/reference/countries/route";
import * as route149 from "@/app/api/v1/reference/industries/route";
import * as route150 from "@/app/api/v1/signature-check/route";
import * as route151 from "@/app/api/v1/support/tickets/[ticketId]/close/route";
import * as route152 from "@/app/api/v1/support/tickets/[ticketId]/messages/route";
import * as route153 from "@/app/api/v1/support/tickets/[ticketId]/route";
import * as route154 from "@/app/api/v1/support/tickets/route";

export const routeModules: RouteModules = {
  "/api/auth/[...nextauth]": route0,
  "/api/health": route1,
  "/api/ui/account/password": route2,
  "/api/ui/account/proof": route3,
  "/api/ui/account": route4,
  "/api/ui/account/second-factor/begin": route5,
  "/api/ui/account/second-factor/confirm": route6,
  "/api/ui/account/second-factor/disable": route7,
  "/api/ui/account/second-factor/recovery-codes": route8,
  "/api/ui/account/sessions/[sessionId]/end": route9,
  "/api/ui/hub/audit": route10,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/address-list/preview": route11,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/address-list": route12,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/expiry": route13,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/revoke": route14,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/audit": route15,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/delete": route16,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/disable": route17,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/enable": route18,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/idempotency-keys": route19,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/[claimId]/cancel": route20,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims": route21,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/limits": route22,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/permissions": route23,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]": route24,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/end-overlap": route25,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/revert": route26,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys": route27,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/usage": route28,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/what-if": route29,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications": route30,
  "/api/ui/hub/organizations/[organizationId]/[environment]/beneficiaries/[beneficiaryId]/decision": route31,
  "/api/ui/hub/organizations/[organizationId]/[environment]/beneficiaries/[beneficiaryId]": route32,
  "/api/ui/hub/organizations/[organizationId]/[environment]/customers/[customerId]/decision": route33,
  "/api/ui/hub/organizations/[organizationId]/[environment]/customers/[customerId]": route34,
  "/api/ui/hub/organizations/[organizationId]/[environment]/documents/[documentId]/content": route35,
  "/api/ui/hub/organizations/[organizationId]/[environment]/payments/[id]/decision": route36,
  "/api/ui/hub/organizations/[organizationId]/[environment]/payments/[id]": route37,
  "/api/ui/hub/organizations/[organizationId]/[environment]/payments/[id]/settlement": route38,
  "/api/ui/hub/organizations/[organizationId]/[environment]/personal-keys/[personalKeyId]/delete": route39,
  "/api/ui/hub/organizations/[organizationId]/[environment]/request-figures": route40,
  "/api/ui/hub/organizations/[organizationId]/[environment]/requests/[requestId]": route41,
  "/api/ui/hub/organizations/[organizationId]/[environment]/requests": route42,
  "/api/ui/hub/organizations/[organizationId]/[environment]/screening/[id]/decision": route43,
  "/api/ui/hub/organizations/[organizationId]/[environment]/screening/[id]": route44,
  "/api/ui/hub/organizations/[organizationId]/[environment]/tickets/[id]/close": route45,
  "/api/ui/hub/organizations/[organizationId]/[environment]/tickets/[id]/messages": route46,
  "/api/ui/hub/organizations/[organizationId]/[environment]/tickets/[id]": route47,
  "/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries/[eventId]": route48,
  "/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries": route49,
  "/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/disable": route50,
  "/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]/enable": route51,
  "/api/ui/hub/organizations/[organizationId]/[environment]/webhooks/[webhookId]": route52,
  "/api/ui/hub/organizations/[organizationId]/[environment]/webhooks": route53,
  "/api/ui/hub/organizations/[organizationId]/attention": route54,
  "/api/ui/hub/organizations/[organizationId]/audit/export": route55,
  "/api/ui/hub/organizations/[organizationId]/audit": route56,
  "/api/ui/hub/organizations/[organizationId]/disable-applications": route57,
  "/api/ui/hub/organizations/[organizationId]/personal-keys": route58,
  "/api/ui/hub/organizations/[organizationId]": route59,
  "/api/ui/hub/organizations/[organizationId]/team": route60,
  "/api/ui/hub/organizations": route61,
  "/api/ui/hub/outbox": route62,
  "/api/ui/hub/overview/attention": route63,
  "/api/ui/hub/overview/system": route64,
  "/api/ui/hub/overview/traffic": route65,
  "/api/ui/hub/queues/beneficiaries": route66,
  "/api/ui/hub/queues/customers": route67,
  "/api/ui/hub/queues/payments": route68,
  "/api/ui/hub/queues/screening": route69,
  "/api/ui/hub/queues/settlements": route70,
  "/api/ui/hub/queues/tickets": route71,
  "/api/ui/hub/reference/crypto-networks": route72,
  "/api/ui/hub/reference/exchange-rates": route73,
  "/api/ui/hub/watchlists": route74,
  "/api/ui/invitations/[invitationId]/accept": route75,
  "/api/ui/invitations/[invitationId]/look-up": route76,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/address-list/preview": route77,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/address-list": route78,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/expiry": route79,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/revoke": route80,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys": route81,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/audit": route82,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/delete": route83,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/disable": route84,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/enable": route85,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/idempotency-keys": route86,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/[claimId]/claim": route87,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/limits": route88,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/permissions": route89,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]": route90,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/end-overlap": route91,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/revert": route92,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys": route93,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/usage": route94,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/what-if": route95,
  "/api/ui/organizations/[organizationId]/[environment]/applications": route96,
  "/api/ui/organizations/[organizationId]/[environment]/personal-keys/[personalKeyId]/delete": route97,
  "/api/ui/organizations/[organizationId]/[environment]/personal-keys": route98,
  "/api/ui/organizations/[organizationId]/[environment]/request-figures": route99,
  "/api/ui/organizations/[organizationId]/[environment]/requests/[requestId]": route100,
  "/api/ui/organizations/[organizationId]/[environment]/requests": route101,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/delete": route102,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries/[eventId]/resend": route103,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries/[eventId]": route104,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/deliveries": route105,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/disable": route106,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/enable": route107,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/replay": route108,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]": route109,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/secret": route110,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/test": route111,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks/[webhookId]/update": route112,
  "/api/ui/organizations/[organizationId]/[environment]/webhooks": route113,
  "/api/ui/organizations/[organizationId]/attention": route114,
  "/api/ui/organizations/[organizationId]/audit/export": route115,
  "/api/ui/organizations/[organizationId]/audit": route116,
  "/api/ui/organizations/[organizationId]/personal-key-policy": route117,
  "/api/ui/organizations/[organizationId]/production-copies": route118,
  "/api/ui/organizations/[organizationId]/team/invitations/[invitationId]/revoke": route119,
  "/api/ui/organizations/[organizationId]/team/invitations": route120,
  "/api/ui/organizations/[organizationId]/team/members/[userId]/remove": route121,
  "/api/ui/organizations/[organizationId]/team/members/[userId]/role": route122,
  "/api/ui/organizations/[organizationId]/team": route123,
  "/api/ui/password-resets/[resetId]": route124,
  "/api/ui/password-resets": route125,
  "/api/ui/preferences": route126,
  "/api/v1/crypto/currencies/[code]": route127,
  "/api/v1/crypto/currencies": route128,
  "/api/v1/crypto/networks": route129,
  "/api/v1/customers/[customerId]/beneficiaries/[beneficiaryId]": route130,
  "/api/v1/customers/[customerId]/beneficiaries/[beneficiaryId]/screening": route131,
  "/api/v1/customers/[customerId]/beneficiaries/[beneficiaryId]/submit": route132,
  "/api/v1/customers/[customerId]/beneficiaries": route133,
  "/api/v1/customers/[customerId]/persons/[personId]": route134,
  "/api/v1/customers/[customerId]/persons": route135,
  "/api/v1/customers/[customerId]": route136,
  "/api/v1/customers/[customerId]/screening": route137,
  "/api/v1/customers/[customerId]/submit": route138,
  "/api/v1/customers": route139,
  "/api/v1/documents/[documentId]/content": route140,
  "/api/v1/documents/[documentId]": route141,
  "/api/v1/documents": route142,
  "/api/v1/payment/[paymentId]/cancel": route143,
  "/api/v1/payment/[paymentId]": route144,
  "/api/v1/payment/quote/[quoteId]": route145,
  "/api/v1/payment/quote": route146,
  "/api/v1/payment": route147,
  "/api/v1/reference/countries": route148,
  "/api/v1/reference/industries": route149,
  "/api/v1/signature-check": route150,
  "/api/v1/support/tickets/[ticketId]/close": route151,
  "/api/v1/support/tickets/[ticketId]/messages": route152,
  "/api/v1/support/tickets/[ticketId]": route153,
  "/api/v1/support/tickets": route154,
};
