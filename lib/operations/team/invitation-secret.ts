import { createHash } from "node:crypto";
import { toPublicId } from "@/lib/ids";

const SECRET_BYTES = 32;

/** 256 random bits for a link; a digest without salt or stretching is enough for what nobody can guess. */
export function newInvitationSecret(randomBytes: (length: number) => Uint8Array): string {
  return Buffer.from(randomBytes(SECRET_BYTES)).toString("base64url");
}

/** What is kept of the secret. */
export function digestOfSecret(secret: string): Buffer {
  return createHash("sha256").update(secret, "utf8").digest();
}

/** The secret stands in the fragment, which browsers send to no server: no log on the way sees it. */
export function invitationLink(baseUrl: string, invitationUuid: string, secret: string): string {
  return `${baseUrl}/invite/${toPublicId("invitation", invitationUuid)}#${secret}`;
}
