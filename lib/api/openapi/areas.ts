/** The areas of the API, in the order in which a partner meets them; each is one tag of the document. */
import type { ApiPermission } from "@/lib/permissions";

type Area = ApiPermission extends `${infer Name}_${"READ" | "WRITE"}` ? Name : never;
export type Tag = { name: string; description: string };

export const AREA_TAGS: Readonly<Record<"SIGNATURE" | Area, Tag>> = {
  SIGNATURE: { name: "Signature check", description: "Try out how a request is signed." },
  CUSTOMERS: {
    name: "Customers",
    description:
      "The companies you serve, with the persons behind them, and the reference data they name. A customer is reviewed before money moves for it.",
  },
  BENEFICIARIES: {
    name: "Beneficiaries",
    description: "Bank accounts that a customer pays to. Each is reviewed before it is paid.",
  },
  DOCUMENTS: {
    name: "Documents",
    description: "Files that prove what customers, persons and payments say: PDF, PNG and JPEG up to 25 MiB.",
  },
  PAYMENTS: {
    name: "Payments",
    description: "A quote fixes a price for a short time; a payment uses it, once.",
  },
  CRYPTO: { name: "Crypto", description: "The crypto currencies there are and the networks they run on." },
  SCREENING: {
    name: "Screening",
    description:
      "What screening against watchlists found about customers, persons and beneficiaries. Read only.",
  },
  SUPPORT: { name: "Support", description: "Tickets and the messages in them." },
};

/** The area of whoever needs this permission; an endpoint that needs none belongs to the signature check. */
export function tagOf(permission: string | null): Tag {
  const area = permission?.replace(/_(READ|WRITE)$/, "") ?? "SIGNATURE";
  const tag = Object.entries(AREA_TAGS).find(([name]) => name === area)?.[1];
  if (tag === undefined) throw new Error(`${permission} belongs to no area of the partner API.`);
  return tag;
}
