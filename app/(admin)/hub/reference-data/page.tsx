import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { NoHubAccess } from "@/components/hub/no-hub-access";
import { CryptoNetworks } from "@/components/hub/reference/crypto-networks";
import { ExchangeRates } from "@/components/hub/reference/exchange-rates";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { cryptoNetworksQuery, exchangeRatesQuery } from "@/lib/client/hub-reference";
import { formatCount } from "@/lib/client/words";
import { listCryptoNetworksForStaff } from "@/lib/operations/crypto/list-networks";
import { listExchangeRates } from "@/lib/operations/rates/list";
import { COUNTRIES, NAICS_2022 } from "@/lib/reference";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

export const generateMetadata = () => hubMetadata("Reference data");

export default async function ReferenceDataPage() {
  const shell = await requireHubShell();
  if (!shell.permissions.includes("REVIEWS_READ")) {
    return (
      <>
        <PageHeader title="Reference data" />
        <NoHubAccess title="You do not have access to reference data" role={shell.role} />
      </>
    );
  }
  const mayChange = shell.permissions.includes("REFERENCE_WRITE");
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({
      ...exchangeRatesQuery,
      queryFn: () => callHubOperation(listExchangeRates, "deployment", {}),
    }),
    client.prefetchQuery({
      ...cryptoNetworksQuery,
      queryFn: async () => (await callHubOperation(listCryptoNetworksForStaff, "deployment", {})).items,
    }),
  ]);
  return (
    <>
      <PageHeader
        title="Reference data"
        description="What prices and transfers rest on, the same for every partner and in both environments."
      />
      <HydrationBoundary state={dehydrate(client)}>
        <ExchangeRates mayImport={mayChange} />
        <CryptoNetworks mayChange={mayChange} />
      </HydrationBoundary>
      <Section
        title="Countries and industries"
        description="Part of the software; they change with its version."
      >
        <KeyValueList className="border-border border-y">
          <KeyValue term="Countries">
            <span className="tabular-nums">{formatCount(COUNTRIES.length)}</span>, ISO 3166-1 alpha-2
          </KeyValue>
          <KeyValue term="Industries">
            <span className="tabular-nums">{formatCount(NAICS_2022.length)}</span>, NAICS 2022, six digits
          </KeyValue>
        </KeyValueList>
      </Section>
    </>
  );
}
