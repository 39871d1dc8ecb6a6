import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ApplicationsList, CreateApplicationLink } from "@/components/applications/applications-list";
import { CreateApplication } from "@/components/applications/create/create-application";
import { ApplicationDetail } from "@/components/applications/detail/application-detail";
import { NoAccess } from "@/components/applications/no-access";
import { CenteredPage } from "@/components/centered-page";
import { FirstSteps } from "@/components/overview/first-steps";
import { AppShell } from "@/components/shell/app-shell";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { PageHeader } from "@/components/ui/page-header";
import { applicationQuery, applicationsQuery } from "@/lib/client/applications";
import type { ApplicationView } from "@/lib/schemas/application";

const H = 3_600_000;
const iso = (d: number) => new Date(Date.now() + d).toISOString();
const by = { id: "usr_1", displayName: "Olivia Owner" };
function app(i: number, over: Partial<ApplicationView> = {}): ApplicationView {
  return {
    id: `app_0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6${i}`,
    name: ["Payments worker production", "Ledger sync", "Reporting", "A very long application name that somebody typed because names may have up to one hundred characters"][i % 4] ?? "x",
    environment: "sandbox", status: "enabled", disabledAt: null, disabledBy: null,
    permissions: i === 2 ? [] : i === 1 ? ["CRYPTO_READ"] : ["CUSTOMERS_READ", "CUSTOMERS_WRITE", "BENEFICIARIES_READ", "PAYMENTS_READ", "SCREENING_READ"],
    rateLimitPerSecond: 25, createdAt: iso(-3 * H), createdBy: by, lastUsedAt: i === 2 ? null : iso(-i * H - 5000),
    apiKeys: [
      { id: "key_0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a61", prefix: "nv_test_8Kd2", lastFour: "4f2a", status: "active", createdAt: iso(-2 * H), createdBy: by, expiresAt: null, revokedAt: null, lastUsedAt: iso(-9000) },
      ...(i === 0 ? [{ id: "key_0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a62", prefix: "nv_test_Q2mz", lastFour: "9bX1", status: "expiring" as const, createdAt: iso(-700 * H), createdBy: by, expiresAt: iso(22.5 * H), revokedAt: null, lastUsedAt: iso(-60000) },
      { id: "key_0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a63", prefix: "nv_test_Q2mz", lastFour: "77aP", status: "revoked" as const, createdAt: iso(-1700 * H), createdBy: null, expiresAt: null, revokedAt: iso(-900 * H), lastUsedAt: null }] : []),
    ],
    signingKeys: [{ id: "skey_1", fingerprint: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", modulusBits: 2048, publicKeyPem: "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo\n4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u\n-----END PUBLIC KEY-----\n", status: "active", createdAt: iso(-2 * H), createdBy: by, retiresAt: null }],
    ...over,
  };
}

export default async function Preview({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const q = await searchParams;
  const environment = q.env === "production" ? "production" : "sandbox";
  const client = new QueryClient();
  const items = q.empty ? [] : [app(0), app(1, { status: "disabled", disabledBy: "operator" }), app(2), app(3)];
  if (!q.fail) {
    client.setQueryData(applicationsQuery("org_1", environment).queryKey, { pages: [{ items, nextCursor: "abc", hasMore: true }], pageParams: [null] });
    client.setQueryData(applicationQuery("org_1", environment, "one").queryKey, app(0));
  }
  if (q.view === "sign-in") return <CenteredPage title="Sign in"><SignInForm returnPath="/overview" /></CenteredPage>;
  const body =
    q.view === "detail" ? <ApplicationDetail applicationId="one" /> :
    q.view === "overview" ? <><PageHeader title="Overview" description="Demo Organization in sandbox." /><FirstSteps /></> :
    q.view === "create" ? <><PageHeader crumbs={[{ label: "Settings" }, { label: "Platform" }, { label: "API Applications", href: "/x" }]} title="Create API application" description="In sandbox, for Demo Organization." /><CreateApplication /></> :
    q.view === "none" ? <><PageHeader title="API Applications" /><NoAccess title="You do not have access to API applications" /></> :
    <><PageHeader crumbs={[{ label: "Settings" }, { label: "Platform" }]} title="API Applications" description="Services of yours that call the API, each with its own API key, signing key and permissions." actions={<CreateApplicationLink />} /><ApplicationsList /></>;
  return (
    <AppShell serverNow={Date.now()} shell={{ user: { id: "usr_1", displayName: "Dev Developer", email: "developer@demo.example" }, role: q.view === "none" ? "VIEWER" : "DEVELOPER", environment, organization: { id: "org_1", name: "Demo Organization", slug: "demo" }, organizations: [{ id: "org_1", name: "Demo Organization", slug: "demo", role: "DEVELOPER" }, { id: "org_2", name: "Second Ltd", slug: "second", role: "OWNER" }], permissions: ["APPLICATIONS_READ", "APPLICATIONS_WRITE", "CUSTOMERS_READ", "CUSTOMERS_WRITE", "BENEFICIARIES_READ", "BENEFICIARIES_WRITE", "DOCUMENTS_READ", "DOCUMENTS_WRITE", "PAYMENTS_READ", "SUPPORT_READ", "SUPPORT_WRITE", "CRYPTO_READ", "SCREENING_READ"] }}>
      <HydrationBoundary state={dehydrate(client)}>{body}</HydrationBoundary>
    </AppShell>
  );
}
