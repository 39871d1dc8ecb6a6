import { serveLlmsIndex } from "@/lib/docs/serve";

export const GET = serveLlmsIndex;

/** Facts about the deployment are known when it runs. */
export const dynamic = "force-dynamic";
