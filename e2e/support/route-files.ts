/** Pages and calls there are, read off the file tree, so that none is forgotten by a list kept by hand. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export type Parameters = Readonly<Record<string, string>>;

/** Paths of every page under a folder of `app`, with its parameters filled in. */
export function pagesUnder(folder: string, parameters: Parameters): string[] {
  return filesUnder(folder, "page.tsx").map((file) => toPath(path.relative("app", file), parameters));
}

export type Call = { method: "GET" | "POST"; path: string };

/** Every method of every route file under a folder of `app`. */
export function callsUnder(folder: string, parameters: Parameters): Call[] {
  return filesUnder(folder, "route.ts").flatMap((file) => {
    const exported = readFileSync(file, "utf8").matchAll(
      /export (?:const|async function|function) (GET|POST)\b/g,
    );
    const called = toPath(path.relative("app", file), parameters);
    return [...exported].map(
      ([, method]) => ({ method: method === "GET" ? "GET" : "POST", path: called }) as const,
    );
  });
}

function filesUnder(folder: string, name: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === name)
    .map((file) => path.join(folder, file))
    .sort();
}

function toPath(file: string, parameters: Parameters): string {
  const segments = path.dirname(file).split(path.sep);
  const named = segments.filter((segment) => !/^\(.*\)$/.test(segment));
  return `/${named.map((segment) => fill(segment, parameters)).join("/")}`;
}

function fill(segment: string, parameters: Parameters): string {
  const name = /^\[(?:\.\.\.)?(.+)\]$/.exec(segment)?.[1];
  if (name === undefined) return segment;
  const value = parameters[name];
  if (value === undefined) throw new Error(`Nothing is known for the parameter ${name} of a path.`);
  return value;
}
