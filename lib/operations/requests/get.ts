import { findRequest, withKinds } from "@/db/queries/request-log";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import { toRequestDetail } from "@/lib/operations/requests/view";
import { requestDetailSchema, requestIdSchema } from "@/lib/schemas/request-log";

export const getRequest = readOperation({
  name: "getRequest",
  summary: "Show one request to the partner API with its checks and, where it was refused, why",
  permission: "REQUESTS_READ",
  input: requestIdSchema,
  output: requestDetailSchema,
  run: async ({ tx }, { requestId }) => {
    const id = fromPublicId("request", requestId);
    const [row] = id === null ? [] : await withKinds(tx, await findRequest(tx, {}, id));
    if (row === undefined) throw notFound("request");
    return toRequestDetail(row);
  },
});
