"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { OverviewSection } from "@/components/applications/detail/overview-section";
import type { OfferedTab } from "@/components/applications/detail/use-offered-tabs";
import type { TabId } from "@/components/applications/detail/use-tab";
import { laterPart } from "@/components/ui/later";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { ApplicationView } from "@/lib/schemas/application";

// Each tab is loaded when it is opened first: together they weigh more than all that the page shows at a time.
const ApiKeysSection = laterPart(() =>
  import("@/components/applications/detail/keys/api-keys-section").then((loaded) => loaded.ApiKeysSection),
);
const ApplicationAudit = laterPart(() =>
  import("@/components/audit/application-audit").then((loaded) => loaded.ApplicationAudit),
);
const CommandLine = laterPart(() =>
  import("@/components/applications/detail/test-request/command-line").then((loaded) => loaded.CommandLine),
);
const DangerZone = laterPart(() =>
  import("@/components/applications/detail/danger/danger-zone").then((loaded) => loaded.DangerZone),
);
const LimitsTab = laterPart(() =>
  import("@/components/applications/detail/limits/limits-tab").then((loaded) => loaded.LimitsTab),
);
const PermissionEditor = laterPart(() =>
  import("@/components/applications/detail/permissions/permission-editor").then(
    (loaded) => loaded.PermissionEditor,
  ),
);
const RequestsView = laterPart(() =>
  import("@/components/requests/requests-view").then((loaded) => loaded.RequestsView),
);
const RotationCockpit = laterPart(() =>
  import("@/components/applications/detail/rotation/rotation-cockpit").then(
    (loaded) => loaded.RotationCockpit,
  ),
);
const SignedTest = laterPart(() =>
  import("@/components/applications/detail/test-request/signed-test").then((loaded) => loaded.SignedTest),
);
const SigningKeyTab = laterPart(() =>
  import("@/components/applications/detail/signing-key/signing-key-tab").then(
    (loaded) => loaded.SigningKeyTab,
  ),
);

type ApplicationTabsProps = {
  application: ApplicationView;
  tabs: readonly OfferedTab[];
  tab: TabId;
  onOpen: (tab: TabId) => void;
  onDeleted: () => void;
};

/** The parts of an application's page. */
export function ApplicationTabs({ application, tabs, tab, onOpen, onDeleted }: ApplicationTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  // On a phone the open tab may lie beyond the edge of the list.
  useEffect(() => {
    const opened = list.current?.querySelector(`[role="tab"][id$="-trigger-${tab}"]`);
    opened?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [tab]);
  const content: Record<TabId, () => ReactNode> = {
    overview: () => <OverviewSection application={application} onOpenTab={onOpen} />,
    keys: () => (
      <div className="flex flex-col gap-10">
        <RotationCockpit application={application} kind="api-key" />
        <ApiKeysSection application={application} />
      </div>
    ),
    "signing-key": () => <SigningKeyTab application={application} />,
    permissions: () => <PermissionEditor application={application} />,
    limits: () => <LimitsTab application={application} />,
    "try-it": () => (
      <div className="flex flex-col gap-10">
        <SignedTest application={application} />
        <CommandLine application={application} />
      </div>
    ),
    requests: () => <RequestsView applicationId={application.id} />,
    audit: () => <ApplicationAudit applicationId={application.id} />,
    danger: () => <DangerZone application={application} onDeleted={onDeleted} />,
  };
  return (
    <Tabs
      value={tab}
      onValueChange={(value) => onOpen(tabs.find(({ id }) => id === value)?.id ?? "overview")}
    >
      <TabsList ref={list} aria-label="Parts of the application">
        {tabs.map(({ id, title }) => (
          <TabsTrigger key={id} value={id}>
            {title}
          </TabsTrigger>
        ))}
      </TabsList>
      {tabs.map(({ id }) => (
        <TabsContent key={id} value={id}>
          {id === tab ? content[id]() : null}
        </TabsContent>
      ))}
    </Tabs>
  );
}
