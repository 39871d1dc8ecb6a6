/** Code that verifies a delivery, for receivers; `test/unit/webhook-samples.test.ts` runs it. */

export const VERIFY_NODE = `import http from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.NUVERA_WEBHOOK_SECRET);

http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8");
  try {
    const event = webhook.verify(body, {
      "webhook-id": request.headers["webhook-id"],
      "webhook-timestamp": request.headers["webhook-timestamp"],
      "webhook-signature": request.headers["webhook-signature"],
    });
    console.log(event.id, event.event);
    response.writeHead(204).end();
  } catch {
    response.writeHead(401).end();
  }
}).listen(4000);
`;

export const VERIFY_PYTHON = `import base64, hashlib, hmac, os, time

SECRET = base64.b64decode(os.environ["NUVERA_WEBHOOK_SECRET"].removeprefix("whsec_"))

def is_ours(headers, body: bytes) -> bool:
    """headers: by their names in lower case; body: as it came, before it is parsed."""
    event_id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:
        return False
    signed = f"{event_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(f"v1,{expected}", signature)
        for signature in headers["webhook-signature"].split(" ")
    )
`;
