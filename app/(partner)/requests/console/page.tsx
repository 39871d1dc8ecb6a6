import type { Metadata } from "next";
import { RequestConsole } from "@/components/console/request-console";
import { PageHeader } from "@/components/ui/page-header";
import { currentFacts } from "@/lib/docs/facts";
import { toConsoleOperation } from "@/lib/docs/reference/console-operations";
import { referenceOperations } from "@/lib/docs/reference/document";
import { routes } from "@/lib/routes";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Request console" };

type ConsolePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ConsolePage({ searchParams }: ConsolePageProps) {
  const [shell, parameters] = await Promise.all([requirePartnerShell(), searchParams]);
  const { issuer, audience, pagesUrl } = currentFacts();
  const { apiBaseUrl } = shell;
  const isElsewhere = apiBaseUrl !== undefined && new URL(apiBaseUrl).host !== new URL(pagesUrl).host;
  const asked = [parameters.operation ?? null].flat()[0] ?? null;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Requests", href: routes.requests }, { label: "Console" }]}
        title="Request console"
        description={`Build a request, sign it in this browser and send it to ${shell.environment}. Your private key and API key stay in this page.`}
      />
      <RequestConsole
        // Another environment takes other keys: nothing typed for one is sent to the other.
        key={shell.environment}
        operations={referenceOperations().map(toConsoleOperation)}
        target={{ apiBaseUrl: isElsewhere ? apiBaseUrl : null, issuer, audience }}
        environment={shell.environment}
        asked={asked}
      />
    </>
  );
}
