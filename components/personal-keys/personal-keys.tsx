"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { KeysList } from "@/components/personal-keys/keys-list";
import { NotAllowed } from "@/components/personal-keys/not-allowed";
import { PolicySection } from "@/components/personal-keys/policy-section";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { laterDialog } from "@/components/ui/later";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useMay, useWorkplace } from "@/components/workplace";
import { personalKeysQuery } from "@/lib/client/personal-keys";
import { preload } from "@/lib/client/preload";
import { allowsPersonalKeys } from "@/lib/schemas/personal-key-policy";

const loadCreateKeyDialog = () =>
  import("@/components/personal-keys/create-key-dialog").then((loaded) => loaded.CreateKeyDialog);
const CreateKeyDialog = laterDialog(loadCreateKeyDialog, ({ onClose }) => onClose());

/** A person's own keys, everybody's for owners and admins, and where the organization allows them. */
export function PersonalKeys() {
  const { place } = useWorkplace();
  const mayManage = useMay("PERSONAL_KEYS_MANAGE");
  const query = useQuery(personalKeysQuery(place));
  const [creating, setCreating] = useState(false);
  const isAllowed = query.data !== undefined && allowsPersonalKeys(query.data.policy, place.environment);
  const create = (
    <Button
      onPointerEnter={() => preload(loadCreateKeyDialog)}
      onFocus={() => preload(loadCreateKeyDialog)}
      onClick={() => setCreating(true)}
    >
      <Plus aria-hidden="true" />
      Create API key
    </Button>
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings" }, { label: "Platform" }]}
        title="API Keys"
        description="Keys of your own for scripts and first tries, without a signature. A key may do what your role may do in the API, follows it when it changes, and ends when you leave."
        actions={isAllowed ? create : null}
      />
      {query.isPending ? (
        <div role="status" aria-label="Loading API keys" className="flex flex-col gap-3">
          <Skeleton className="h-12" />
          <Skeleton className="h-12" />
          <Skeleton className="h-12" />
        </div>
      ) : query.data === undefined ? (
        <ErrorState
          title="The API keys could not be loaded."
          error={query.error}
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <>
          {isAllowed ? null : <NotAllowed policy={query.data.policy} hasKeys={query.data.items.length > 0} />}
          <KeysList keys={query.data.items} isAllowed={isAllowed} create={isAllowed ? create : null} />
          {mayManage ? <PolicySection policy={query.data.policy} /> : null}
        </>
      )}
      {creating ? <CreateKeyDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
