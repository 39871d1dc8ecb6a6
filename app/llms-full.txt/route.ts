import { serveFullText } from "@/lib/docs/serve";

export const GET = serveFullText;

/** Facts about the deployment are known when it runs. */
export const dynamic = "force-dynamic";
