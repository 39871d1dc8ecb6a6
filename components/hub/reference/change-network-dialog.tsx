"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DecisionDialog } from "@/components/hub/reviews/decision-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented, SegmentedItem } from "@/components/ui/segmented";
import { changeNetwork, type NetworkChange } from "@/lib/client/hub-reference";
import { toast } from "@/lib/client/toast";
import { changeCryptoNetworkSchema, type StaffCryptoNetwork } from "@/lib/schemas/crypto";

const WORDS = {
  SUSPENDED: { button: "Suspend network", tone: "destructive", done: "is suspended" },
  ACTIVE: { button: "Resume network", tone: "primary", done: "is active again" },
  same: { button: "Change network", tone: "primary", done: "is changed" },
} as const;

type ChangeNetworkDialogProps = { network: StaffCryptoNetwork; onClose: () => void };

/** What of a network may change, with a reason. */
export function ChangeNetworkDialog({ network, onClose }: ChangeNetworkDialogProps) {
  const client = useQueryClient();
  const [status, setStatus] = useState(network.status);
  const [minimumAmount, setMinimumAmount] = useState(network.minimumAmount);
  const [confirmations, setConfirmations] = useState(String(network.confirmations));
  const [reason, setReason] = useState("");
  const [wasChecked, setWasChecked] = useState(false);
  const name = `${network.currencyCode} on ${network.networkName}`;
  const words = WORDS[status === network.status ? "same" : status];
  const problems = problemsOf({ minimumAmount, confirmations });
  const change: NetworkChange = {
    currencyCode: network.currencyCode,
    network: network.network,
    status,
    minimumAmount: minimumAmount.trim(),
    confirmations: Number(confirmations),
    reason: "",
  };
  return (
    <DecisionDialog
      title={`Change ${name}`}
      description="Partners see it at once, in both environments."
      submitLabel={words.button}
      tone={words.tone}
      errorTitle="The network was not changed."
      reason={reason}
      onReason={setReason}
      reasonHelp="Stands in the operator's own history."
      run={(why) => changeNetwork(client, { ...change, reason: why })}
      check={() => {
        setWasChecked(true);
        return problems.minimumAmount === undefined && problems.confirmations === undefined;
      }}
      onDone={() => toast(`${name} ${words.done}`)}
      onClose={onClose}
    >
      <div className="flex flex-col gap-1.5">
        <span className="font-medium" id="network-status">
          Status
        </span>
        <Segmented
          aria-labelledby="network-status"
          value={status}
          onValueChange={(value) => setStatus(value === "ACTIVE" ? "ACTIVE" : "SUSPENDED")}
        >
          <SegmentedItem value="ACTIVE">Active</SegmentedItem>
          <SegmentedItem value="SUSPENDED">Suspended</SegmentedItem>
        </Segmented>
        <p className="text-[0.8125rem] text-muted-foreground">
          Suspended: nothing is sent or taken on it for the moment. While all networks of{" "}
          {network.currencyCode} are, partners get no quotes that are paid in it.
        </p>
      </div>
      <Field
        label={`Minimum, ${network.currencyCode}`}
        help={`At most ${network.decimals} decimals.`}
        error={wasChecked ? problems.minimumAmount : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={minimumAmount}
            inputMode="decimal"
            autoComplete="off"
            className="tabular-nums"
            onChange={(event) => setMinimumAmount(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Confirmations"
        help="Blocks, or slots, after which a transfer counts."
        error={wasChecked ? problems.confirmations : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={confirmations}
            inputMode="numeric"
            autoComplete="off"
            className="tabular-nums"
            onChange={(event) => setConfirmations(event.target.value)}
          />
        )}
      </Field>
    </DecisionDialog>
  );
}

const { minimumAmount: minimumSchema, confirmations: confirmationsSchema } = changeCryptoNetworkSchema.shape;

function problemsOf(typed: { minimumAmount: string; confirmations: string }) {
  const minimum = minimumSchema.safeParse(typed.minimumAmount.trim());
  const isWhole = /^\d+$/.test(typed.confirmations.trim());
  const isAccepted = isWhole && confirmationsSchema.safeParse(Number(typed.confirmations)).success;
  return {
    minimumAmount: minimum.success ? undefined : minimum.error.issues[0]?.message,
    confirmations: isAccepted ? undefined : "Enter a whole number from 1 to 10,000.",
  };
}
