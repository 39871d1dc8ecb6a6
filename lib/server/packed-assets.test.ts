import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { acceptsBrotli, readPackedAssets, withPackedAssets } from "@/lib/server/packed-assets";

describe("packed assets", () => {
  it("are sent to who takes brotli, and to nobody else", () => {
    for (const taken of ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, BR;q=0.1"]) {
      expect(acceptsBrotli(taken), taken).toBe(true);
    }
    for (const refused of [undefined, "", "gzip", "br;q=0", "gzip, br; q=0.000", "brotli", "*"]) {
      expect(acceptsBrotli(refused), refused).toBe(false);
    }
  });

  it("are the scripts and styles of the folder, by the path that pages ask for", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "nuvera-packed-"));
    mkdirSync(path.join(folder, "chunks"));
    writeFileSync(path.join(folder, "chunks", "a.js"), "packed");
    writeFileSync(path.join(folder, "chunks", "a.js.map"), "no");
    const assets = readPackedAssets(folder);
    expect([...assets.keys()]).toEqual(["/_next/static/chunks/a.js"]);
    expect(assets.get("/_next/static/chunks/a.js")?.bytes.toString()).toBe("packed");
    expect(readPackedAssets(path.join(folder, "nowhere")).size).toBe(0);
  });

  it("leave everything else to who serves it without them", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "nuvera-packed-"));
    writeFileSync(path.join(folder, "a.js"), brotliCompressSync("let a;"));
    const handle = withPackedAssets(folder, async (_request, response) => {
      response.end("somebody else");
    });
    const server = createServer((request, response) => void handle(request, response)).listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on a port has an address of this kind.
    const { port } = server.address() as AddressInfo;
    const ask = async (target: string, encoding: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${target}`, {
        headers: { "accept-encoding": encoding },
      });
      return [answer.headers.get("content-encoding"), await answer.text()];
    };
    try {
      expect(await ask("/_next/static/a.js", "gzip, br")).toEqual(["br", "let a;"]);
      expect(await ask("/_next/static/a.js", "gzip")).toEqual([null, "somebody else"]);
      expect(await ask("/_next/static/../a.js", "br")).toEqual([null, "somebody else"]);
      expect(await ask("/a.js", "br")).toEqual([null, "somebody else"]);
    } finally {
      server.close();
    }
  });
});
