import { z } from "zod";
import type { Transaction } from "@/db/client";
import { organizations } from "@/db/schema";
import { conflict } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";
import { slugCandidates } from "@/lib/operations/organizations/slug";
import { organizationNameSchema, slugSchema } from "@/lib/schemas/organization";

const MOST_NAMESAKES = 1000;

type OrganizationRow = typeof organizations.$inferInsert;

/** Runs in the scope of the organization to be: the caller's principal carries its fresh UUID. */
export const createOrganization = writeOperation({
  name: "createOrganization",
  summary: "Create a partner organization",
  permission: "ORGANIZATIONS_WRITE",
  audit: "organization.created",
  reach: "organization",
  /** Without a slug, the first free one that the name suggests. */
  input: z.strictObject({ name: organizationNameSchema, slug: slugSchema.optional() }),
  output: z.strictObject({ organizationId: z.string(), slug: z.string() }),
  run: async (context, { name, slug: wanted }) => {
    const { tx, scope, now } = context;
    const row = { id: scope.organizationId, name, createdAt: now };
    const slug = wanted === undefined ? await insertUnderFreeSlug(tx, row) : wanted;
    if (wanted !== undefined && !(await insertUnlessTaken(tx, { ...row, slug: wanted }))) {
      throw conflict("Another organization has this slug.", { slug: wanted });
    }
    const organizationId = toPublicId("organization", row.id);
    context.audit({ target: { kind: "organization", id: organizationId }, after: { name, slug } });
    return { organizationId, slug };
  },
});

async function insertUnderFreeSlug(tx: Transaction, row: Omit<OrganizationRow, "slug">): Promise<string> {
  const candidates = slugCandidates(row.name);
  for (let attempt = 0; attempt < MOST_NAMESAKES; attempt += 1) {
    const slug = candidates.next().value;
    if (await insertUnlessTaken(tx, { ...row, slug })) return slug;
  }
  throw conflict(`There are ${MOST_NAMESAKES} organizations of this name. Choose another one.`);
}

async function insertUnlessTaken(tx: Transaction, row: OrganizationRow): Promise<boolean> {
  const inserted = await tx
    .insert(organizations)
    .values(row)
    .onConflictDoNothing({ target: organizations.slug })
    .returning({ id: organizations.id });
  return inserted.length === 1;
}
