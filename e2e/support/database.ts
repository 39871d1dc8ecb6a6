import postgres from "postgres";
import { dataDirectoryAt, readSecrets } from "@/lib/boot/data-directory";
import { findEmbeddedPostgres } from "@/lib/boot/embedded-postgres";
import { dataDirectory } from "./data-directory";

/** Makes as if a person's password had last been proven so long ago: what no test can wait for. */
export async function ageProof(email: string, minutes: number): Promise<void> {
  const directory = dataDirectoryAt(dataDirectory());
  const secrets = await readSecrets(directory);
  const urls = secrets === null ? null : await findEmbeddedPostgres(directory, secrets);
  if (urls === null) throw new Error("The deployment's database is not running.");
  const sql = postgres(urls.ownerUrl, { max: 1 });
  try {
    const { count } = await sql`
      update sessions set last_proof_at = now() - make_interval(mins => ${minutes})
       where user_id = (select id from users where email = ${email})`;
    if (count === 0) throw new Error(`${email} is not signed in.`);
  } finally {
    await sql.end();
  }
}
