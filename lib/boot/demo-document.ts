/** A document to look at in the demo: one page of text as a PDF (ISO 32000-1). Pure. */

const PAGE = { width: 595, height: 842, margin: 72, lineHeight: 20, fontSize: 12 };

/** `lines` hold printable ASCII. */
export function demoPdf(lines: readonly string[]): Buffer {
  const top = PAGE.height - PAGE.margin;
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, "\\$&")}) Tj T*`).join("\n");
  const content = `BT /F1 ${PAGE.fontSize} Tf ${PAGE.lineHeight} TL ${PAGE.margin} ${top} Td\n${shown}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const references = `xref\n0 ${size}\n0000000000 65535 f \n${table}`;
  return Buffer.from(
    `${file}${references}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    "latin1",
  );
}
