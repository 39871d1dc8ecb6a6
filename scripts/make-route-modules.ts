/** Writes `app/api/route-modules.generated.ts` from the route files; `--check` only says whether it is fresh. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const OUTPUT = "app/api/route-modules.generated.ts";

const files = (await readdir("app/api", { recursive: true }))
  .filter((file) => path.basename(file) === "route.ts")
  .map((file) => file.split(path.sep).join("/"))
  .sort();

const text = [
  "// Made by `npm run routes` from the files under app/api. Do not edit.",
  'import type { RouteModules } from "@/lib/api/route-table";',
  ...files.map((file, index) => `import * as route${index} from "@/app/api/${file.replace(/\.ts$/, "")}";`),
  "",
  "export const routeModules: RouteModules = {",
  ...files.map((file, index) => `  ${JSON.stringify(`/api/${path.posix.dirname(file)}`)}: route${index},`),
  "};",
  "",
].join("\n");

if (process.argv.includes("--check")) {
  if ((await readFile(OUTPUT, "utf8").catch(() => "")) !== text) {
    process.stderr.write(`${OUTPUT} is stale: run "npm run routes".\n`);
    process.exitCode = 1;
  }
} else {
  await writeFile(OUTPUT, text);
}
