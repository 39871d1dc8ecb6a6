/** Text for people. Names come from partners, so nothing that a terminal would act on passes. */

/** `Label: value` lines, the values aligned. */
export function fields(rows: readonly (readonly [label: string, value: string])[]): string[] {
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows.map(([label, value]) => `${`${label}:`.padEnd(width)}${printable(value)}`);
}

/** Control and format characters (escape sequences, bidirectional overrides) as `?`. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
}
