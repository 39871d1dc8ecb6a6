import type { Metadata } from "next";
import { CenteredPage } from "@/components/centered-page";
import { ClockProvider } from "@/components/clock";
import { Invitation } from "@/components/invite/invitation";
import { currentSession } from "@/lib/web/current-session";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

type InvitationPageProps = { params: Promise<{ invitationId: string }> };

/** The server knows the invitation's id alone: what opens it stands in the fragment, which only the browser sees. */
export default async function InvitationPage({ params }: InvitationPageProps) {
  const { invitationId } = await params;
  const session = await currentSession();
  return (
    <CenteredPage title="Invitation">
      <ClockProvider serverNow={Date.now()}>
        <Invitation invitationId={invitationId} signedInAs={session?.email ?? null} />
      </ClockProvider>
    </CenteredPage>
  );
}
