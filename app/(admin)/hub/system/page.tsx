import { DeploymentFactList } from "@/components/hub/deployment-facts";
import { NoHubAccess } from "@/components/hub/no-hub-access";
import { Outbox } from "@/components/hub/outbox";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { getDeployment } from "@/lib/operations/hub/get-deployment";
import { hubMetadata, requireHubShell } from "@/lib/web/hub-shell";
import { callHubOperation } from "@/lib/web/page-operations";

export const generateMetadata = () => hubMetadata("System");

export default async function HubSystemPage() {
  const shell = await requireHubShell();
  if (!shell.permissions.includes("SYSTEM_READ")) {
    return (
      <>
        <PageHeader title="System" />
        <NoHubAccess title="You do not have access to the deployment" role={shell.role} />
      </>
    );
  }
  const facts = await callHubOperation(getDeployment, "deployment", {});
  return (
    <>
      <PageHeader title="System" description="The deployment itself, and the mail it has written." />
      <Section title="Deployment">
        <DeploymentFactList facts={facts} />
      </Section>
      <Section title="Outbox" description="Mail of the last 30 days, newest first.">
        <Outbox />
      </Section>
    </>
  );
}
