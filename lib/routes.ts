/** Paths of pages and of our own data routes, so that no link is spelt by hand. */
import type { Environment } from "@/lib/schemas/common";

export const routes = {
  home: "/",
  signIn: "/sign-in",
  overview: "/overview",
  applications: "/settings/platform/api-applications",
  newApplication: "/settings/platform/api-applications/new",
  application: (applicationId: string) =>
    `/settings/platform/api-applications/${encodeURIComponent(applicationId)}`,
  hub: "/hub",
} as const;

/** Where the browser client asks; the organization and the environment stand in the path, never in a cookie. */
export const uiApi = {
  applications: (organizationId: string, environment: Environment) =>
    `/api/ui/organizations/${encodeURIComponent(organizationId)}/${environment}/applications`,
  application: (organizationId: string, environment: Environment, applicationId: string) =>
    `${uiApi.applications(organizationId, environment)}/${encodeURIComponent(applicationId)}`,
} as const;
