/** Members of an organization and invitations to it. */
import { z } from "zod";
import { timestampSchema } from "@/lib/schemas/common";
import { displayNameSchema, emailSchema, partnerRoleSchema, passwordSchema } from "@/lib/schemas/user";

export const memberSchema = z.strictObject({
  userId: z.string(),
  displayName: z.string(),
  email: z.string(),
  role: partnerRoleSchema,
  joinedAt: timestampSchema,
  hasSecondFactor: z.boolean(),
});
export type MemberView = z.infer<typeof memberSchema>;

export const invitationSchema = z.strictObject({
  id: z.string(),
  email: z.string(),
  role: partnerRoleSchema,
  status: z.enum(["open", "expired"]),
  createdAt: timestampSchema,
  createdByName: z.string(),
  expiresAt: timestampSchema,
});
export type InvitationView = z.infer<typeof invitationSchema>;

/** Everybody, and every invitation that was neither accepted nor withdrawn. */
export const teamSchema = z.strictObject({
  members: z.array(memberSchema),
  invitations: z.array(invitationSchema),
});
export type TeamView = z.infer<typeof teamSchema>;

export const inviteMemberSchema = z.strictObject({ email: emailSchema, role: partnerRoleSchema });
/** The link is shown once, here; it goes out by mail as well where mail is set up. */
export const createdInvitationSchema = z.strictObject({
  invitation: invitationSchema,
  link: z.string(),
  mailDelivery: z.enum(["smtp", "outbox", "off"]),
});
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;

/** What whoever holds the link sees before they accept. */
export const invitationPreviewSchema = z.strictObject({
  organizationName: z.string(),
  email: z.string(),
  role: partnerRoleSchema,
  invitedBy: z.string(),
  expiresAt: timestampSchema,
  status: z.enum(["open", "expired", "accepted", "revoked"]),
  /** Whether somebody with this address has an account already, and so signs in instead of choosing a password. */
  hasAccount: z.boolean(),
});
export type InvitationPreview = z.infer<typeof invitationPreviewSchema>;

export const invitationSecretSchema = z.strictObject({ secret: z.string().min(1).max(100) });

/** Where the person belongs now; a new one signs in there with the address that was invited. */
export const acceptedInvitationSchema = z.strictObject({ organizationId: z.string(), email: z.string() });
export type AcceptedInvitation = z.infer<typeof acceptedInvitationSchema>;

/** A new person says who they are; somebody who is signed in already sends the secret alone. */
export const acceptInvitationSchema = z.strictObject({
  secret: z.string().min(1).max(100),
  newAccount: z.strictObject({ displayName: displayNameSchema, password: passwordSchema }).optional(),
});
