/** A server-side secret for hashing API keys. The version is stored beside each hash. */
export type Pepper = { version: number; secret: Uint8Array };

const MINIMUM_CHARACTERS = 32;
const HIGHEST_VERSION = 32_767;
const VERSIONED = /^(\d{1,5}):(.*)$/s;

function checkSecret(secret: string, name: string): Uint8Array {
  if (/[\s,]/.test(secret)) throw new Error(`${name} must not contain a comma or white space.`);
  if (secret.length < MINIMUM_CHARACTERS) {
    throw new Error(`${name} is too short: at least ${MINIMUM_CHARACTERS} characters are needed.`);
  }
  return Buffer.from(secret, "utf8");
}

/**
 * Reads the setting that holds the peppers: a bare secret (it gets version 1), or `2:secret,1:secret`, where
 * the first is the current one (new keys are hashed under it) and the others still verify.
 *
 * @param setting the text of the setting; each secret has at least 32 characters, none of them a comma or
 *   white space
 * @returns at least one pepper, the current one first; `secret` holds the UTF-8 bytes of the text
 * @throws Error saying what is wrong; the text never contains a secret
 */
export function parsePeppers(setting: string): Pepper[] {
  const text = setting.trim();
  if (text === "") throw new Error("The pepper is empty.");
  if (!VERSIONED.test(text)) return [{ version: 1, secret: checkSecret(text, "The pepper") }];
  const peppers = text.split(",").map((part, index): Pepper => {
    const match = VERSIONED.exec(part.trim());
    const name = `Pepper number ${index + 1} in the list`;
    if (match === null) throw new Error(`${name} must be written as <version>:<secret>.`);
    const version = Number(match[1]);
    if (version < 1 || version > HIGHEST_VERSION) {
      throw new Error(`${name}: the version must be from 1 to ${HIGHEST_VERSION}.`);
    }
    return { version, secret: checkSecret(match[2] ?? "", name) };
  });
  if (new Set(peppers.map((pepper) => pepper.version)).size !== peppers.length) {
    throw new Error("Two peppers have the same version.");
  }
  return peppers;
}
