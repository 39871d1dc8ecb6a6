"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  confirmationProblem,
  TypedConfirmation,
} from "@/components/applications/detail/change/typed-confirmation";
import { TrafficAtStake } from "@/components/hub/emergency/traffic-at-stake";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { disableAllApplicationsMutation, enabledApplicationsQuery } from "@/lib/client/hub";
import type { DisabledApplications, OrganizationSummary } from "@/lib/schemas/hub";
import { reasonFault } from "@/lib/schemas/reason";

type DisableAllDialogProps = {
  organization: OrganizationSummary;
  onClose: () => void;
  onStopped: (answer: DisabledApplications) => void;
};

/** Says what stops, with figures, and asks why and for the slug before it does anything. */
export function DisableAllDialog({ organization, onClose, onStopped }: DisableAllDialogProps) {
  const atStake = useQuery(enabledApplicationsQuery(organization.id));
  const disable = useMutation(disableAllApplicationsMutation(organization.id));
  const [reason, setReason] = useState("");
  const [slug, setSlug] = useState("");
  const [attempted, setAttempted] = useState(false);
  const reasonProblem = reasonFault(reason);
  const slugProblem = confirmationProblem({ expected: organization.slug }, slug);
  const count = atStake.data?.length ?? organization.applicationCount - organization.disabledApplicationCount;

  function submit() {
    setAttempted(true);
    if (disable.isPending) return;
    const problem = reasonProblem !== undefined ? "reason" : slugProblem !== undefined ? "slug" : null;
    if (problem !== null) {
      document.getElementById(`disable-all-${problem}`)?.focus();
      return;
    }
    disable.mutate(reason.trim(), { onSuccess: onStopped });
  }

  return (
    <Dialog open onOpenChange={(open) => (open || disable.isPending ? undefined : onClose())}>
      <DialogContent holdsLowerEdge>
        <div className="flex flex-col gap-1.5">
          <DialogTitle className="pr-6 [overflow-wrap:anywhere]">
            Disable all applications of {organization.name}
          </DialogTitle>
          <DialogDescription>
            {refusedFrom(count)} Keys and permissions are kept. Only an operator admin can enable an
            application again, each on its own page; the partner&apos;s owners and admins can allow personal
            keys again.
          </DialogDescription>
        </div>
        {atStake.data !== undefined ? (
          count === 0 ? null : (
            <TrafficAtStake organizationId={organization.id} applications={atStake.data} />
          )
        ) : atStake.isError ? (
          <ErrorState
            title="What would stop could not be loaded. The switch works all the same."
            error={atStake.error}
            onRetry={() => atStake.refetch()}
            retrying={atStake.isFetching}
          />
        ) : (
          <p role="status" className="text-muted-foreground">
            Looking up what would stop
          </p>
        )}
        <form
          method="post"
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Field
            id="disable-all-reason"
            label="Reason"
            help="The partner sees it with each application and in the audit history."
            error={attempted ? reasonProblem : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                autoFocus
                className="min-h-18"
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <TypedConfirmation
            id="disable-all-slug"
            confirmation={{ expected: organization.slug }}
            value={slug}
            onChange={setSlug}
            error={attempted ? slugProblem : undefined}
          />
          {disable.isError ? <ErrorState title="Nothing was disabled." error={disable.error} /> : null}
          <DialogButtons>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="destructive" loading={disable.isPending}>
              {labelOf(count)}
            </Button>
          </DialogButtons>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function labelOf(count: number): string {
  if (count === 0) return "Turn personal API keys off";
  return count === 1 ? "Disable 1 application" : `Disable ${count} applications`;
}

function refusedFrom(count: number): string {
  if (count === 0) {
    return "Every request with a personal API key of a member is refused from the next one on, in production and sandbox.";
  }
  const which = count === 1 ? "the application" : `the ${count} applications`;
  return `Every request of ${which} below, and every one with a personal API key of a member, is refused from the next one on, in production and sandbox.`;
}
