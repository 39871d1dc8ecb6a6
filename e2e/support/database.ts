import postgres from "postgres";
import { dataDirectoryAt, readSecrets } from "@/lib/boot/data-directory";
import { findEmbeddedPostgres } from "@/lib/boot/embedded-postgres";
import { fromPublicId } from "@/lib/ids";
import { dataDirectory } from "./data-directory";

/** Makes as if a person's password had last been proven so long ago: what no test can wait for. */
export async function ageProof(email: string, minutes: number): Promise<void> {
  const count = await change(
    (sql) => sql`
      update sessions set last_proof_at = now() - make_interval(mins => ${minutes})
       where user_id = (select id from users where email = ${email})`,
  );
  if (count === 0) throw new Error(`${email} is not signed in.`);
}

/** Makes as if an application had been created so long ago. */
export async function ageApplication(applicationId: string, days: number): Promise<void> {
  const uuid = fromPublicId("application", applicationId);
  const count = await change(
    (sql) =>
      sql`update applications set created_at = now() - make_interval(days => ${days}) where id = ${uuid}`,
  );
  if (count !== 1) throw new Error(`There is no application ${applicationId}.`);
}

/** Changes rows of the run's deployment as the owner of its database; gives how many. */
async function change(
  statement: (sql: postgres.Sql) => postgres.PendingQuery<postgres.Row[]>,
): Promise<number> {
  const directory = dataDirectoryAt(dataDirectory());
  const secrets = await readSecrets(directory);
  const urls = secrets === null ? null : await findEmbeddedPostgres(directory, secrets);
  if (urls === null) throw new Error("The deployment's database is not running.");
  const sql = postgres(urls.ownerUrl, { max: 1 });
  try {
    return (await statement(sql)).count;
  } finally {
    await sql.end();
  }
}
