import type { Metadata } from "next";
import { CreateApplication } from "@/components/applications/create/create-application";
import { NoAccess } from "@/components/applications/no-access";
import { PageHeader } from "@/components/ui/page-header";
import { routes } from "@/lib/routes";
import { requirePartnerShell } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Create API application" };

export default async function NewApplicationPage() {
  const shell = await requirePartnerShell();
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Settings" },
          { label: "Platform" },
          { label: "API Applications", href: routes.applications },
        ]}
        title="Create API application"
        description={`In ${shell.environment}, for ${shell.organization.name}.`}
      />
      {shell.permissions.includes("APPLICATIONS_WRITE") ? (
        <CreateApplication />
      ) : (
        <NoAccess title="You do not have access to create API applications" />
      )}
    </>
  );
}
