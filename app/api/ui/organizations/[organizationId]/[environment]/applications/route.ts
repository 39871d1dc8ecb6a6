import { createApplication } from "@/lib/operations/applications/create";
import { listApplications } from "@/lib/operations/applications/list";
import { sessionEndpoint } from "@/lib/web/session-endpoint";

export const GET = sessionEndpoint(listApplications);
export const POST = sessionEndpoint(createApplication, { status: 201 });
