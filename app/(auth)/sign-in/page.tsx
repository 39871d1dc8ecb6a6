import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { CenteredPage } from "@/components/centered-page";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { safeReturnPath } from "@/lib/client/return-path";
import { routes } from "@/lib/routes";
import { getSessionUser } from "@/lib/web/shell";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const returnPath = safeReturnPath(typeof next === "string" ? next : null, routes.home);
  if ((await getSessionUser()) !== null) redirect(returnPath);
  return (
    <CenteredPage title="Sign in">
      <SignInForm returnPath={returnPath} />
    </CenteredPage>
  );
}
