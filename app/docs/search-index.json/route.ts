import { serveSearchIndex } from "@/lib/docs/serve";

export const GET = serveSearchIndex;

/** Facts about the deployment are known when it runs. */
export const dynamic = "force-dynamic";
