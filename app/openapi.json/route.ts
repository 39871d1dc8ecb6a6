import { routeModules } from "@/app/api/route-modules.generated";
import { serveOpenApi } from "@/lib/api/openapi/serve";

export const GET = serveOpenApi(routeModules);
