import type { Metadata } from "next";
import { CenteredPage } from "@/components/centered-page";
import { SetPasswordForm } from "@/components/reset/set-password-form";

export const metadata: Metadata = { title: "Set a new password", referrer: "no-referrer" };

type ResetPageProps = { params: Promise<{ resetId: string }> };

export default async function ResetPage({ params }: ResetPageProps) {
  const { resetId } = await params;
  return (
    <CenteredPage title="Set a new password">
      <SetPasswordForm resetId={resetId} />
    </CenteredPage>
  );
}
