/** Time-based one-time codes (RFC 6238) as every authenticator app makes them: SHA-1, six digits, 30 seconds. */
import { Secret, TOTP } from "otpauth";

const ISSUER = "Nuvera";
const STEP_SECONDS = 30;
/** Steps that a clock may be off to either side; RFC 6238, section 5.2, asks for no more than one. */
const WINDOW = 1;
/** As long as the hash's output, as RFC 4226, section 4, recommends. */
const SECRET_BYTES = 20;

/** A new secret in base32, as authenticator apps take it. */
export function newOneTimeSecret(randomBytes: (length: number) => Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;
}

/** The secret as the link that a QR code carries to the app. */
export function otpauthUri(secret: string, email: string): string {
  return generatorOf(secret, email).toString();
}

/** The time step whose code this is, among the present one and its neighbours; `null` for a wrong code. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = generatorOf(secret, "").validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : TOTP.counter({ period: STEP_SECONDS, timestamp }) + delta;
}

function generatorOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    algorithm: "SHA1",
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
