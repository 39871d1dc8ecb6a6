/** Names of uploaded files: text to show, never a path. Pure. */
import type { DocumentContentType } from "@/lib/schemas/document-kinds";

const MAXIMUM_CHARACTERS = 200;

/** By content type; the first is given to files whose name says something else. */
const EXTENSIONS: Readonly<Record<DocumentContentType, readonly [string, ...string[]]>> = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
};

/** Controls, format marks (among them those that reverse the order of reading), line separators, private characters. */
const NOT_SHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** What is left of a sender's file name when folders and everything that is not shown are taken away. */
export function displayFileName(sent: string | null, contentType: DocumentContentType): string {
  const base = (sent ?? "").split(/[/\\]/).at(-1) ?? "";
  const shown = base.normalize("NFC").replace(NOT_SHOWN, "").replace(/\s+/g, " ").trim();
  if (/^\.*$/.test(shown)) return `document.${EXTENSIONS[contentType][0]}`;
  const characters = [...shown];
  if (characters.length <= MAXIMUM_CHARACTERS) return shown;
  const [extension = ""] = /\.[A-Za-z0-9]{1,10}$/.exec(shown) ?? [];
  return (
    characters
      .slice(0, MAXIMUM_CHARACTERS - extension.length)
      .join("")
      .trimEnd() + extension
  );
}

/**
 * A Content-Disposition (RFC 6266, with RFC 8187 for what is not ASCII). Whatever the file is called, it is saved under
 * an ending of its real type: a program chosen by the ending must not take it for something else.
 */
export function contentDisposition(
  kind: "attachment" | "inline",
  fileName: string,
  contentType: DocumentContentType,
): string {
  const endings = EXTENSIONS[contentType];
  const isRight = endings.some((ending) => fileName.toLowerCase().endsWith(`.${ending}`));
  const name = isRight ? fileName : `${fileName}.${endings[0]}`;
  const ascii = name.replace(/[^ -~]/gu, "_").replace(/["\\%]/g, "_");
  const plain = `${kind}; filename="${ascii}"`;
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${encodeExtended(name)}`;
}

/** `ext-value` characters: what `encodeURIComponent` leaves alone beyond `attr-char` is escaped as well. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
