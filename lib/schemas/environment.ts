/** The two environments of an organization, without the library of schemas: every page knows them. */
export const ENVIRONMENTS = ["sandbox", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The environment that `value` names, or `null`. */
export function environmentNamed(value: unknown): Environment | null {
  return ENVIRONMENTS.find((environment) => environment === value) ?? null;
}
