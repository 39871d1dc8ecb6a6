"use client";

import { ArrowLeftRight } from "lucide-react";
import Link from "next/link";
import { useGoInEnvironment } from "@/components/shell/use-go-in-environment";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { routes } from "@/lib/routes";
import type { ApplicationView } from "@/lib/schemas/application";
import type { Environment } from "@/lib/schemas/common";

const WORDS: Record<Environment, string> = { sandbox: "Sandbox", production: "Production" };

type InOtherEnvironmentProps = { application: Pick<ApplicationView, "id" | "name" | "environment"> };

/** A link of a mail may lead to an application of the environment that one is not in: the switch is one click. */
export function InOtherEnvironment({ application }: InOtherEnvironmentProps) {
  const words = WORDS[application.environment];
  const { go, going } = useGoInEnvironment(application.environment);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Settings" },
          { label: "Platform" },
          { label: "API Applications", href: routes.applications },
        ]}
        title={application.name}
      />
      <EmptyState
        icon={ArrowLeftRight}
        title={`This application is in ${words}`}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button
              loading={going}
              onClick={() => {
                const { pathname, search } = window.location;
                void go(`${pathname}${search}`);
              }}
            >
              Switch to {words}
            </Button>
            <Button asChild variant="outline">
              <Link href={routes.applications}>All API applications</Link>
            </Button>
          </div>
        }
      >
        You are looking at the other environment.
      </EmptyState>
    </>
  );
}
