import { describe, expect, it } from "vitest";
import { buildMultipartBody } from "./multipart";

const PDF = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x0d, 0x0a, 0x2d, 0x2d, 0x00, 0xff]);

async function parse(body: { contentType: string; bytes: Uint8Array<ArrayBuffer> }) {
  return new Response(body.bytes, { headers: { "content-type": body.contentType } }).formData();
}

describe("a multipart body", () => {
  it("parses back to the same fields and file bytes", async () => {
    const body = await buildMultipartBody({
      type: "PROOF_OF_ADDRESS",
      customerId: undefined,
      file: { data: PDF, filename: 'Nachweis "Köln".pdf', contentType: "application/pdf" },
    });
    expect(body.contentType).toMatch(/^multipart\/form-data; boundary=/);
    const form = await parse(body);
    expect([...form.keys()]).toEqual(["type", "file"]);
    expect(form.get("type")).toBe("PROOF_OF_ADDRESS");
    const file = form.get("file");
    if (!(file instanceof File)) throw new Error("the file part is no file");
    expect(file.name).toBe('Nachweis "Köln".pdf');
    expect(file.type).toBe("application/pdf");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(PDF);
  });

  it("takes a FormData, blobs, and repeated fields", async () => {
    const source = new FormData();
    source.append("type", "OTHER");
    source.append("file", new File([PDF], "a.pdf", { type: "application/pdf" }));
    const fromForm = await parse(await buildMultipartBody(source));
    expect(fromForm.get("file")).toMatchObject({ name: "a.pdf", type: "application/pdf" });

    const fromFields = await parse(
      await buildMultipartBody({
        tag: ["a", "b"],
        plain: { data: PDF, filename: "b.bin" },
        blob: { data: new Blob([PDF], { type: "image/png" }), filename: "c.png" },
      }),
    );
    expect(fromFields.getAll("tag")).toEqual(["a", "b"]);
    expect(fromFields.get("plain")).toMatchObject({ name: "b.bin", type: "application/octet-stream" });
    expect(fromFields.get("blob")).toMatchObject({ name: "c.png", type: "image/png", size: PDF.length });
  });

  it("keeps its bytes: they are built once", async () => {
    const data = new Uint8Array([1, 2, 3]);
    const body = await buildMultipartBody({ file: { data, filename: "a" } });
    data.fill(9);
    const file = (await parse(body)).get("file");
    if (!(file instanceof File)) throw new Error("the file part is no file");
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 2, 3]);
  });
});
