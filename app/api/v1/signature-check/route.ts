import { endpoint } from "@/lib/api/endpoint";
import { checkSignature } from "@/lib/operations/signature-check";

export const GET = endpoint(checkSignature, { input: "ignored", credentials: "application" });
export const POST = endpoint(checkSignature, { input: "ignored", credentials: "application" });
