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
import * as route11 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/expiry/route";
import * as route12 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/revoke/route";
import * as route13 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/audit/route";
import * as route14 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/delete/route";
import * as route15 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/disable/route";
import * as route16 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/enable/route";
import * as route17 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/[claimId]/cancel/route";
import * as route18 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/route";
import * as route19 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/permissions/route";
import * as route20 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/route";
import * as route21 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/end-overlap/route";
import * as route22 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/revert/route";
import * as route23 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/route";
import * as route24 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/usage/route";
import * as route25 from "@/app/api/ui/hub/organizations/[organizationId]/[environment]/applications/route";
import * as route26 from "@/app/api/ui/hub/organizations/[organizationId]/attention/route";
import * as route27 from "@/app/api/ui/hub/organizations/[organizationId]/audit/export/route";
import * as route28 from "@/app/api/ui/hub/organizations/[organizationId]/audit/route";
import * as route29 from "@/app/api/ui/hub/organizations/[organizationId]/disable-applications/route";
import * as route30 from "@/app/api/ui/hub/organizations/[organizationId]/route";
import * as route31 from "@/app/api/ui/hub/organizations/[organizationId]/team/route";
import * as route32 from "@/app/api/ui/hub/organizations/route";
import * as route33 from "@/app/api/ui/hub/outbox/route";
import * as route34 from "@/app/api/ui/invitations/[invitationId]/accept/route";
import * as route35 from "@/app/api/ui/invitations/[invitationId]/look-up/route";
import * as route36 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/expiry/route";
import * as route37 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/revoke/route";
import * as route38 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/route";
import * as route39 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/audit/route";
import * as route40 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/delete/route";
import * as route41 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/disable/route";
import * as route42 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/enable/route";
import * as route43 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/[claimId]/claim/route";
import * as route44 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/permissions/route";
import * as route45 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/route";
import * as route46 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/end-overlap/route";
import * as route47 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/revert/route";
import * as route48 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/route";
import * as route49 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/usage/route";
import * as route50 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/route";
import * as route51 from "@/app/api/ui/organizations/[organizationId]/attention/route";
import * as route52 from "@/app/api/ui/organizations/[organizationId]/audit/export/route";
import * as route53 from "@/app/api/ui/organizations/[organizationId]/audit/route";
import * as route54 from "@/app/api/ui/organizations/[organizationId]/team/invitations/[invitationId]/revoke/route";
import * as route55 from "@/app/api/ui/organizations/[organizationId]/team/invitations/route";
import * as route56 from "@/app/api/ui/organizations/[organizationId]/team/members/[userId]/remove/route";
import * as route57 from "@/app/api/ui/organizations/[organizationId]/team/members/[userId]/role/route";
import * as route58 from "@/app/api/ui/organizations/[organizationId]/team/route";
import * as route59 from "@/app/api/ui/password-resets/[resetId]/route";
import * as route60 from "@/app/api/ui/password-resets/route";
import * as route61 from "@/app/api/ui/preferences/route";
import * as route62 from "@/app/api/v1/customers/[customerId]/route";
import * as route63 from "@/app/api/v1/customers/route";
import * as route64 from "@/app/api/v1/reference/countries/route";
import * as route65 from "@/app/api/v1/reference/industries/route";
import * as route66 from "@/app/api/v1/signature-check/route";

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
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/expiry": route11,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/revoke": route12,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/audit": route13,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/delete": route14,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/disable": route15,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/enable": route16,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/[claimId]/cancel": route17,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims": route18,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/permissions": route19,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]": route20,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/end-overlap": route21,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/revert": route22,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys": route23,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications/[applicationId]/usage": route24,
  "/api/ui/hub/organizations/[organizationId]/[environment]/applications": route25,
  "/api/ui/hub/organizations/[organizationId]/attention": route26,
  "/api/ui/hub/organizations/[organizationId]/audit/export": route27,
  "/api/ui/hub/organizations/[organizationId]/audit": route28,
  "/api/ui/hub/organizations/[organizationId]/disable-applications": route29,
  "/api/ui/hub/organizations/[organizationId]": route30,
  "/api/ui/hub/organizations/[organizationId]/team": route31,
  "/api/ui/hub/organizations": route32,
  "/api/ui/hub/outbox": route33,
  "/api/ui/invitations/[invitationId]/accept": route34,
  "/api/ui/invitations/[invitationId]/look-up": route35,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/expiry": route36,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys/[apiKeyId]/revoke": route37,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/api-keys": route38,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/audit": route39,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/delete": route40,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/disable": route41,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/enable": route42,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/key-claims/[claimId]/claim": route43,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/permissions": route44,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]": route45,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/end-overlap": route46,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys/revert": route47,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/signing-keys": route48,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/usage": route49,
  "/api/ui/organizations/[organizationId]/[environment]/applications": route50,
  "/api/ui/organizations/[organizationId]/attention": route51,
  "/api/ui/organizations/[organizationId]/audit/export": route52,
  "/api/ui/organizations/[organizationId]/audit": route53,
  "/api/ui/organizations/[organizationId]/team/invitations/[invitationId]/revoke": route54,
  "/api/ui/organizations/[organizationId]/team/invitations": route55,
  "/api/ui/organizations/[organizationId]/team/members/[userId]/remove": route56,
  "/api/ui/organizations/[organizationId]/team/members/[userId]/role": route57,
  "/api/ui/organizations/[organizationId]/team": route58,
  "/api/ui/password-resets/[resetId]": route59,
  "/api/ui/password-resets": route60,
  "/api/ui/preferences": route61,
  "/api/v1/customers/[customerId]": route62,
  "/api/v1/customers": route63,
  "/api/v1/reference/countries": route64,
  "/api/v1/reference/industries": route65,
  "/api/v1/signature-check": route66,
};
