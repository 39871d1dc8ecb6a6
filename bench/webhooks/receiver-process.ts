/** Receivers of all endpoints: those under /hang/ never answer, the others do at once. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const server = createServer((request, response) => {
  request.resume();
  if (request.url?.startsWith("/hang/")) return;
  response.writeHead(204).end();
});
server.listen(0, "127.0.0.1", () => {
  // A server on TCP has an address with a port.
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.once("disconnect", () => process.exit());
