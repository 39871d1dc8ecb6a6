"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ErrorState } from "@/components/ui/error-state";
import { RadioCard, RadioCards } from "@/components/ui/radio-cards";
import { Section } from "@/components/ui/section";
import { useWorkplace } from "@/components/workplace";
import { personalKeysQuery, setPersonalKeyPolicy } from "@/lib/client/personal-keys";
import { toast } from "@/lib/client/toast";
import { PERSONAL_KEY_POLICIES, type PersonalKeyPolicy } from "@/lib/schemas/personal-key-policy";

const CHOICES: Record<PersonalKeyPolicy, { title: string; help: string; done: string }> = {
  off: {
    title: "Off",
    help: "Nobody makes keys, and every request with one is refused at once. Existing keys are kept.",
    done: "Personal API keys are off.",
  },
  sandbox: {
    title: "Sandbox only",
    help: "Keys work in sandbox. Production takes signed requests of API applications alone.",
    done: "Personal API keys are allowed in sandbox only.",
  },
  both: {
    title: "Sandbox and production",
    help: "A production key acts on real money and data without a signature: whoever has it is its maker.",
    done: "Personal API keys are allowed in sandbox and production.",
  },
};

/** Where the organization lets its members use keys of their own; it counts from the next request. */
export function PolicySection({ policy }: { policy: PersonalKeyPolicy }) {
  const { place, organizationName } = useWorkplace();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (wanted: PersonalKeyPolicy) => setPersonalKeyPolicy(place, wanted),
    onSuccess: (set) => toast.success(CHOICES[set].done),
    onSettled: () => client.invalidateQueries({ queryKey: personalKeysQuery(place).queryKey }),
  });
  const chosen = change.isPending ? change.variables : policy;

  function choose(value: string) {
    const wanted = PERSONAL_KEY_POLICIES.find((candidate) => candidate === value);
    if (wanted !== undefined && wanted !== policy && !change.isPending) change.mutate(wanted);
  }

  return (
    <Section
      title={`Where ${organizationName} allows personal API keys`}
      description="For everybody in the organization and both environments. A change counts from the next request on and stands in the audit history."
    >
      <RadioCards
        aria-label="Where personal API keys are allowed"
        value={chosen}
        onValueChange={choose}
        className="sm:grid-cols-3"
      >
        {PERSONAL_KEY_POLICIES.map((value) => (
          <RadioCard key={value} value={value} title={CHOICES[value].title} help={CHOICES[value].help} />
        ))}
      </RadioCards>
      {change.isError ? <ErrorState title="This was not changed." error={change.error} /> : null}
    </Section>
  );
}
