/**
 * `npm start`: sees to it that there is a build, and runs the server out of it. In plain JavaScript, since where everything is
 * built, getting ready to read TypeScript would take longer than the rest of the start.
 */
const program = (name) => new URL(`../.next/program/${name}.mjs`, import.meta.url).href;

const { buildFirst } = await import(program("build-first")).catch(fromSources);
await buildFirst(process.argv.slice(2));
await import(program("server"));

/** There is no build yet, or none that is whole. */
async function fromSources() {
  const { register } = await import("tsx/esm/api");
  register();
  return import("../lib/boot/build-first.ts");
}
