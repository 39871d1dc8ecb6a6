/**
 * What a person has entered for an application that does not exist yet. Kept for this browser tab, so that
 * steps, Back and reload lose nothing. It holds public values only: a private key never comes near it.
 */
import { z } from "zod";
import { withoutGrant } from "@/lib/client/permission-change";
import { APPLICATION_DRAFTS } from "@/lib/client/session-drafts";
import type { Permission } from "@/lib/permissions";
import { addressListSchema } from "@/lib/schemas/address-list";
import { type ApplicationView, apiPermissionSchema } from "@/lib/schemas/application";
import type { Environment } from "@/lib/schemas/common";

const publicHalfSchema = z.object({
  publicKeyPem: z.string(),
  fingerprint: z.string(),
  modulusBits: z.number(),
});

/** What of a sandbox application a draft for production began with, and what it could not take over. */
const copySchema = z.object({
  applicationId: z.string(),
  name: z.string(),
  rateLimitPerSecond: z.number(),
  addressList: addressListSchema,
  withAddressList: z.boolean(),
  /** Permissions that the person does not hold. */
  leftOut: z.array(apiPermissionSchema),
});

const draftSchema = z.object({
  name: z.string(),
  keySource: z.enum(["generate", "paste"]),
  /** The public half of a key pair made here whose private file the person has confirmed to have. */
  generatedKey: publicHalfSchema.nullable(),
  pastedPem: z.string(),
  pastedKey: publicHalfSchema.nullable(),
  permissions: z.array(apiPermissionSchema),
  copyOf: copySchema.nullable().default(null),
});

export type ApplicationDraft = z.infer<typeof draftSchema>;

export const EMPTY_DRAFT: ApplicationDraft = {
  name: "",
  keySource: "generate",
  generatedKey: null,
  pastedPem: "",
  pastedKey: null,
  permissions: [],
  copyOf: null,
};

/** The draft of a production application with the set-up of this one; `held`: what the person may grant. */
export function draftOfCopy(application: ApplicationView, held: readonly Permission[]): ApplicationDraft {
  const { id, name, permissions, rateLimitPerSecond, addressList } = application;
  const leftOut = permissions.filter((permission) => !held.includes(permission));
  return {
    ...EMPTY_DRAFT,
    name: name.replace(/\bsandbox\b/gi, "production"),
    // Without its read, a write cannot be granted either.
    permissions: leftOut.reduce(withoutGrant, permissions),
    copyOf: {
      applicationId: id,
      name,
      rateLimitPerSecond,
      addressList,
      withAddressList: addressList.entries.length > 0,
      leftOut,
    },
  };
}

/** The key the application would get, or `null` while the step is unfinished. */
export function chosenKey(draft: ApplicationDraft) {
  return draft.keySource === "generate" ? draft.generatedKey : draft.pastedKey;
}

/** Whose draft it is, and for which environment. */
export function draftScope(userId: string, organizationId: string, environment: Environment): string {
  return `${userId}.${organizationId}.${environment}`;
}

export type DraftStore = {
  read: () => ApplicationDraft;
  update: (change: Partial<ApplicationDraft>) => void;
  clear: () => void;
  subscribe: (listener: () => void) => () => void;
};

/** A small store over the tab's session storage; without storage it still works until the page is left. */
export function createDraftStore(scope: string): DraftStore {
  const key = `${APPLICATION_DRAFTS}${scope}`;
  const listeners = new Set<() => void>();
  let draft = restore(key);
  const set = (next: ApplicationDraft) => {
    draft = next;
    persist(key, next);
    for (const listener of listeners) listener();
  };
  return {
    read: () => draft,
    update: (change) => set({ ...draft, ...change }),
    clear: () => set(EMPTY_DRAFT),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function restore(key: string): ApplicationDraft {
  try {
    const stored = sessionStorage.getItem(key);
    const parsed = draftSchema.safeParse(stored === null ? null : JSON.parse(stored));
    return parsed.success ? parsed.data : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

function persist(key: string, draft: ApplicationDraft): void {
  try {
    if (draft === EMPTY_DRAFT) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage is full or switched off: the draft lives in memory until the page is left.
  }
}
