import { jsonResponse } from "@/lib/api/respond";
import { originOf } from "@/lib/api/wire";
import { renewProof } from "@/lib/auth/session-proof";
import { parseInput } from "@/lib/operations/validation";
import { proofSchema } from "@/lib/schemas/account";
import { handleWithSession, readJson } from "@/lib/web/session-endpoint";

export const POST = (request: Request) =>
  handleWithSession(request, async ({ runtime, wire, session }) => {
    const proof = parseInput(proofSchema, await readJson(request, wire));
    await renewProof(runtime, session, proof, originOf(wire));
    return jsonResponse(200, {}, wire.requestId);
  });
