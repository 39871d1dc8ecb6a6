/**
 * Next.js runs this once per process. In development it hands the route table to the server in front, anew after each change;
 * out of a build the server has the same route files in its own program, which are loaded in a fraction of the time.
 */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: replaced by constants at build time, so that builds and other runtimes drop the import
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NODE_ENV === "production") return;
  const [{ provideRoutes, toRouteTable }, { routeModules }] = await Promise.all([
    import("@/lib/api/route-table"),
    import("@/app/api/route-modules.generated"),
  ]);
  provideRoutes(toRouteTable(routeModules));
}
