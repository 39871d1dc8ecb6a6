/** Names for the ids that a history mentions. Pure. */
import type { AuditEventView } from "@/lib/schemas/audit";

export type AuditChoice = { id: string; name: string };

/** Applications and actors, by name, that the history can be narrowed to. */
export type AuditNames = { applications: readonly AuditChoice[]; actors: readonly AuditChoice[] };

export const NO_NAMES: AuditNames = { applications: [], actors: [] };

/** What was known already, and whoever and whatever the entries name beside it, such as a deleted application. */
export function namesWith(known: AuditNames, events: readonly AuditEventView[]): AuditNames {
  const applications = new Map(known.applications.map((choice) => [choice.id, choice]));
  const actors = new Map(known.actors.map((choice) => [choice.id, choice]));
  for (const event of events) {
    const { actor, applicationId } = event;
    if (actor.id !== null && !actors.has(actor.id)) {
      actors.set(actor.id, { id: actor.id, name: actor.label });
    }
    const name = applicationNameIn(event);
    if (applicationId !== null && name !== null && !applications.has(applicationId)) {
      applications.set(applicationId, { id: applicationId, name });
    }
  }
  return { applications: [...applications.values()], actors: [...actors.values()] };
}

export function nameOf(choices: readonly AuditChoice[], id: string): string | null {
  return choices.find((choice) => choice.id === id)?.name ?? null;
}

function applicationNameIn({ target, before, after }: AuditEventView): string | null {
  const recorded: { applicationName?: unknown; name?: unknown } = { ...before, ...after };
  const name = recorded.applicationName ?? (target.kind === "application" ? recorded.name : undefined);
  return typeof name === "string" ? name : null;
}
