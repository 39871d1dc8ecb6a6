import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDisposition, displayFileName } from "@/lib/documents/file-name";

const named = (sent: string | null) => displayFileName(sent, "application/pdf");

describe("the name of an uploaded file", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["/etc/passwd", "passwd"],
    ["..\\..\\windows\\system32\\a.pdf", "a.pdf"],
    ["C:\\Users\\Ann\\Passport scan.pdf", "Passport scan.pdf"],
    ["a\u0000b\r\nc\u007f.pdf", "abc.pdf"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    ["a\u200b\u2066b\u2028c.pdf", "abc.pdf"],
    ["  a \t b .pdf ", "a b .pdf"],
    ["cafe\u0301.pdf", "café.pdf"],
    ["契約書.pdf", "契約書.pdf"],
    [null, "document.pdf"],
    ["", "document.pdf"],
    ["..", "document.pdf"],
    ["dir/", "document.pdf"],
    ["\u202e", "document.pdf"],
    ["<script>alert(1)<∕script>.pdf", "<script>alert(1)<∕script>.pdf"],
  ])("%j is shown as %j", (sent, shown) => {
    expect(named(sent)).toBe(shown);
  });

  it("has at most 200 characters and keeps its ending", () => {
    expect(named(`${"é".repeat(300)}.pdf`)).toBe(`${"é".repeat(196)}.pdf`);
    expect([...named("😀".repeat(300))]).toHaveLength(200);
  });

  it("is never a path, never empty and has nothing that is not shown", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (sent) => {
        const shown = named(sent);
        expect(shown).toMatch(/^[^/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
        expect([".", ".."]).not.toContain(shown);
      }),
    );
  });
});

describe("Content-Disposition", () => {
  it.each([
    ["a.pdf", 'attachment; filename="a.pdf"'],
    ["A.PDF", 'attachment; filename="A.PDF"'],
    ['a"b\\c%.pdf', "attachment; filename=\"a_b_c_.pdf\"; filename*=UTF-8''a%22b%5Cc%25.pdf"],
    [
      "naïve (1)'*.pdf",
      "attachment; filename=\"na_ve (1)'*.pdf\"; filename*=UTF-8''na%C3%AFve%20%281%29%27%2A.pdf",
    ],
    ["page.html", 'attachment; filename="page.html.pdf"'],
    ["noending", 'attachment; filename="noending.pdf"'],
  ])("of %j", (name, expected) => {
    expect(contentDisposition("attachment", name, "application/pdf")).toBe(expected);
  });

  it("is a header value whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (sent) => {
        const value = contentDisposition("inline", named(sent), "application/pdf");
        expect(value).toMatch(/^inline; filename="[^"\\]*"(; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/);
        expect(() => new Headers({ "Content-Disposition": value })).not.toThrow();
      }),
    );
  });

  it("leaves a JPEG either of its endings", () => {
    expect(contentDisposition("inline", "a.jpeg", "image/jpeg")).toBe('inline; filename="a.jpeg"');
    expect(contentDisposition("inline", "a.jpg", "image/jpeg")).toBe('inline; filename="a.jpg"');
    expect(contentDisposition("inline", "a.png", "image/jpeg")).toBe('inline; filename="a.png.jpg"');
  });
});
