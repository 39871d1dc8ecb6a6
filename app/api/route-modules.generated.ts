// Made by `npm run routes` from the files under app/api. Do not edit.
import type { RouteModules } from "@/lib/api/route-table";
import * as route0 from "@/app/api/auth/[...nextauth]/route";
import * as route1 from "@/app/api/health/route";
import * as route2 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]/route";
import * as route3 from "@/app/api/ui/organizations/[organizationId]/[environment]/applications/route";
import * as route4 from "@/app/api/ui/preferences/route";
import * as route5 from "@/app/api/v1/customers/[id]/route";
import * as route6 from "@/app/api/v1/customers/route";
import * as route7 from "@/app/api/v1/reference/countries/route";
import * as route8 from "@/app/api/v1/reference/industries/route";
import * as route9 from "@/app/api/v1/signature-check/route";

export const routeModules: RouteModules = {
  "/api/auth/[...nextauth]": route0,
  "/api/health": route1,
  "/api/ui/organizations/[organizationId]/[environment]/applications/[applicationId]": route2,
  "/api/ui/organizations/[organizationId]/[environment]/applications": route3,
  "/api/ui/preferences": route4,
  "/api/v1/customers/[id]": route5,
  "/api/v1/customers": route6,
  "/api/v1/reference/countries": route7,
  "/api/v1/reference/industries": route8,
  "/api/v1/signature-check": route9,
};
