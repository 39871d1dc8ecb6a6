/** What stands behind `/docs/` in the addresses of the API reference. Pure. */

/** Of the index; what stands in addresses before the operations' names. */
export const REFERENCE_SLUG = "api";

export function operationSlug(name: string): string {
  return `${REFERENCE_SLUG}/${name}`;
}
