/** The middle value; of an even number of values the mean of the two in the middle. `NaN` without any. */
export function median(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const upper = ascending[Math.floor(ascending.length / 2)] ?? Number.NaN;
  const lower = ascending[Math.ceil(ascending.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
