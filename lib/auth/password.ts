/** Password hashes: argon2id with the parameters that OWASP's password storage guide recommends. */
import { hash, type Options, verify } from "@node-rs/argon2";
import { MAXIMUM_PASSWORD_CHARACTERS } from "@/lib/schemas/password-length";

/** 19 MiB, 2 passes, 1 lane; argon2id is the package's own default algorithm. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** The hash to store, as a PHC string with its own random salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(toHashedForm(password), PARAMETERS);
}

/** Whether `password` is the one behind `storedHash`. Throws when the stored text is no argon2 hash. */
export async function verifyPassword(storedHash: string, password: string): Promise<boolean> {
  const isRight = await verify(storedHash, toHashedForm(password));
  return isRight && password.length === cut(password).length;
}

/** Of the form that `hashPassword` gives, and of no password anybody knows. */
const NOBODYS_HASH = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Does the work of `verifyPassword` where there is no such user, so that the time taken does not tell. */
export async function wasteTimeLikeVerify(password: string): Promise<void> {
  await verifyPassword(NOBODYS_HASH, password);
}

/** One spelling for what keyboards compose differently (NFKC); cut, so that a huge input costs nothing. */
function toHashedForm(password: string): string {
  return cut(password).normalize("NFKC");
}

/** The longest password that the policy lets through, which counts code points: each one or two UTF-16 units. */
function cut(password: string): string {
  const enough = password.slice(0, 2 * MAXIMUM_PASSWORD_CHARACTERS);
  return Array.from(enough).slice(0, MAXIMUM_PASSWORD_CHARACTERS).join("");
}
