import { z } from "zod";
import { requireApplication, viewApplication } from "@/lib/operations/applications/find";
import { readOperation } from "@/lib/operations/operation";
import { applicationSchema } from "@/lib/schemas/application";

export const getApplication = readOperation({
  name: "getApplication",
  summary: "Show one API application with the state of its credentials",
  permission: "APPLICATIONS_READ",
  input: z.strictObject({ applicationId: z.string() }),
  output: applicationSchema,
  run: async (context, { applicationId }) =>
    viewApplication(context, await requireApplication(context, applicationId)),
});
