/** Next.js runs this once per process: it hands the route table to the server in front. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: replaced by a constant at build time, so that other runtimes drop the import
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ provideRoutes, toRouteTable }, { routeModules }] = await Promise.all([
    import("@/lib/api/route-table"),
    import("@/app/api/route-modules.generated"),
  ]);
  provideRoutes(toRouteTable(routeModules));
}
