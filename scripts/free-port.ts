/** Ports of this machine that nobody listens on. */
import { once } from "node:events";
import { createServer } from "node:net";

/** `wanted` where nobody listens there on 127.0.0.1, and otherwise one that the system chooses. */
export async function freePort(wanted: number): Promise<number> {
  return (await portWhenFree(wanted)) ?? (await portWhenFree(0)) ?? wanted;
}

async function portWhenFree(port: number): Promise<number | null> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return null;
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" ? (address?.port ?? null) : null;
}
