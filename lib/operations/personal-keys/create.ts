import { z } from "zod";
import { findMember, findMemberByEmail } from "@/db/queries/team";
import { ApiError, notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";
import { issuePersonalKey } from "@/lib/operations/personal-keys/issue";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { createdPersonalKeySchema, createPersonalKeySchema } from "@/lib/schemas/personal-key";

/** Every member makes keys of their own; what a key may do is decided by its maker's role at each request. */
export const createPersonalKey = writeOperation({
  name: "createPersonalKey",
  summary: "Create a personal API key, which may what its maker may; it is shown once",
  permission: null,
  audit: "personal_key.created",
  input: createPersonalKeySchema,
  output: createdPersonalKeySchema,
  run: async (context, input) => {
    const { principal, scope } = context;
    if (principal.kind !== "user") {
      throw new ApiError("forbidden", "permission_missing", "A personal API key is made by its owner alone.");
    }
    if (scope.environment === "production") requireRecentProof(context);
    return issuePersonalKey(context, principal.userId, input);
  },
});

/** For the deployment's operator at the command line; no page and no member of staff does this. */
export const createPersonalKeyFor = writeOperation({
  name: "createPersonalKeyFor",
  summary: "Create a personal API key of a member; it is shown once",
  permission: "USERS_WRITE",
  audit: "personal_key.created",
  input: createPersonalKeySchema.extend({ user: z.string() }),
  output: createdPersonalKeySchema,
  run: async (context, { user, ...input }) => {
    const { tx, scope } = context;
    const uuid = fromPublicId("user", user);
    const member =
      uuid === null
        ? await findMemberByEmail(tx, scope.organizationId, user)
        : await findMember(tx, scope.organizationId, uuid);
    if (member === undefined) throw notFound("member");
    return issuePersonalKey(context, member.userId, input);
  },
});
