/**
 * Writes `docs/openapi.json` from the endpoints under `app/api/v1`, and the types of the example's client from that;
 * `--check` only says whether they are fresh.
 */
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { routeModules } from "@/app/api/route-modules.generated";
import { NEUTRAL_BASE_URL, openApiDocument } from "@/lib/api/openapi/document";

const document = JSON.stringify(openApiDocument(routeModules, NEUTRAL_BASE_URL), null, 2);
const types = astToString(
  await openapiTS(document, {
    // What has a default may be left out.
    defaultNonNullable: false,
    // To the generator a file is text; to those who send and receive one it is a blob.
    transform: ({ format }) => (format === "binary" ? ts.factory.createTypeReferenceNode("Blob") : undefined),
  }),
);

const files = {
  "docs/openapi.json": `${document}\n`,
  "examples/partner-api.generated.ts": `// Made by \`npm run openapi\` from docs/openapi.json. Do not edit.\n${types}`,
};

for (const [file, text] of Object.entries(files)) {
  if (!process.argv.includes("--check")) {
    await writeFile(file, text);
  } else if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    process.stderr.write(`${file} is stale: run "npm run openapi".\n`);
    process.exitCode = 1;
  }
}
