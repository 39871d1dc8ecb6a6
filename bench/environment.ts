/** The environment of the bench's children: the caller's, without anything that would set the platform up otherwise. */

const SETTINGS = /^(NUVERA_.*|NEXTAUTH_.*|DATABASE_URL|PORT|HOST|NODE_OPTIONS)$/;

export function childEnvironment(settings: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  // biome-ignore lint/style/noProcessEnv: handed on to children, not read as settings of ours
  const inherited = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  // What a bench or a drill has refused comes from one address, and is looked at by its reason.
  const unlimited = { NUVERA_FAILED_AUTHENTICATIONS_PER_MINUTE: "0" };
  return { ...Object.fromEntries(inherited), NODE_ENV: "production", ...unlimited, ...settings };
}
