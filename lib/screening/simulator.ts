/** What the sandbox has instead of a real hit: a name with SIM-HOLD gets a match that holds payments and nothing else. */
import { asksFor } from "@/lib/schemas/simulator";
import { type FoundMatch, fingerprintOf } from "@/lib/screening/match";
import { normalizeName } from "@/lib/screening/names";
import type { ScreeningQuery } from "@/lib/screening/score";

export const SIMULATOR_LIST = "simulator";

/**
 * The simulated match of a company's name, or none. Its fingerprint never changes while the name asks for it: once a
 * reviewer has cleared it, it stays so.
 */
export function simulatedMatches(displayName: string): FoundMatch[] {
  if (!asksFor(displayName, "SIM-HOLD")) return [];
  const entity = {
    schema: "Company",
    caption: "Simulated hold",
    aliases: [],
    birthDates: [],
    countries: [],
    identifiers: [],
  };
  const query: ScreeningQuery = {
    kind: "organization",
    names: [normalizeName("SIM-HOLD", "organization")],
    birthDate: null,
    countries: [],
    identifiers: [],
  };
  return [
    {
      list: SIMULATOR_LIST,
      osEntityId: "SIM-HOLD",
      caption: entity.caption,
      schema: entity.schema,
      score: 1,
      isMatch: true,
      topics: [],
      datasets: ["Sandbox simulator"],
      features: [
        {
          key: "name",
          label: "Name",
          score: 1,
          matchedValue: displayName,
          candidateValue: "SIM-HOLD",
          note: "Asked for by the name",
        },
      ],
      evidence: [
        {
          label: "Note",
          values: ["Simulated: payments are held, approval is not prevented. Clear the match to go on."],
          fullWidth: true,
        },
      ],
      aliases: [],
      fingerprint: fingerprintOf(query, entity),
    },
  ];
}
