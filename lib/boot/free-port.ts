/** TCP ports: finding a free one, and saying in one sentence why one cannot be had. */
import { once } from "node:events";
import net from "node:net";
import { StartError } from "@/lib/boot/start-error";

const LOOPBACK = "127.0.0.1";

/** A port that nobody listens on at this moment. */
export async function freePort(host = LOOPBACK): Promise<number> {
  return probe(0, host);
}

export async function isPortFree(port: number, host = LOOPBACK): Promise<boolean> {
  return probe(port, host).then(
    () => true,
    () => false,
  );
}

/** The port to listen on: the given one, or any that is free for 0. Throws `StartError` when it cannot be had. */
export async function claimablePort(port: number, host: string): Promise<number> {
  return probe(port, host).catch((error: unknown) => {
    throw toListenError(error, port, host);
  });
}

/** The sentence for what `listen` failed with, where it is the setting's fault; any other error as it is. */
export function toListenError(
  error: unknown,
  port: number,
  host: string,
  settings = { port: "PORT", host: "HOST" },
): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return new StartError(
        `Port ${port} is in use on ${host}; stop the other server or set ${settings.port}.`,
      );
    case "EACCES":
      return new StartError(
        `Port ${port} on ${host} is not allowed for this user; set ${settings.port} to 1024 or above.`,
      );
    case "EADDRNOTAVAIL":
    case "EAFNOSUPPORT":
    case "EINVAL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new StartError(`${settings.host} is ${host}, which is no address of this machine.`);
    default:
      return error;
  }
}

async function probe(port: number, host: string): Promise<number> {
  const server = net.createServer().listen(port, host);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error(`No TCP port on ${host}.`);
  return address.port;
}
