import type { Metadata } from "next";
import { CenteredPage } from "@/components/centered-page";
import { RequestResetForm } from "@/components/reset/request-reset-form";

export const metadata: Metadata = { title: "Forgot password" };

export default function RequestResetPage() {
  return (
    <CenteredPage title="Forgot password">
      <RequestResetForm />
    </CenteredPage>
  );
}
