/** The one screen of text after a start. */
import type { Settings } from "@/lib/settings";

export type BannerInput = {
  host: string;
  port: number;
  settings: Pick<Settings, "baseUrl">;
  demoUsers: readonly { email: string; password: string; role: string }[];
  dataDirectory: string;
};

export function printBanner(input: BannerInput, say: (line: string) => void): void {
  const { host, port, settings, demoUsers, dataDirectory } = input;
  say("");
  say(`  Nuvera partner platform   ${settings.baseUrl}`);
  say(`  Listening on              http://${host}:${port}`);
  say(`  Data folder               ${dataDirectory}`);
  if (demoUsers.length > 0) {
    const width = Math.max(...demoUsers.map(({ email }) => email.length));
    say("");
    say("  Demo sign-ins (also in demo.json in the data folder)");
    for (const { email, password, role } of demoUsers) {
      say(`    ${email.padEnd(width)}   ${password}   ${role}`);
    }
  }
  say("");
  say("  Try a signed call: create an application under Settings → Platform → API Applications, then");
  say(
    `    NUVERA_API_KEY=… NUVERA_PRIVATE_KEY=key.pem examples/curl/nuvera-call.sh --url ${settings.baseUrl} GET /api/v1/signature-check`,
  );
  say("");
  say("  Ctrl-C stops the app and its database.");
  say("");
}
