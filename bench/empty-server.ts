/** Serves the empty app in Next.js's documented custom-server mode, as `server.ts` serves the platform's pages. */
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import { readProcessEnvironment } from "@/lib/env";

const { HOST, PORT } = readProcessEnvironment();
const app = next({
  dev: false,
  dir: fileURLToPath(new URL("empty-app", import.meta.url)),
  hostname: HOST,
  port: PORT,
});
await app.prepare();
const handle = app.getRequestHandler();
createServer((request, response) => void handle(request, response)).listen(PORT, HOST);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit());
