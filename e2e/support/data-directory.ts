/** Where the deployment under test keeps its data; chosen by playwright.config.ts. */
export function dataDirectory(): string {
  // biome-ignore lint/style/noProcessEnv: a setting of the test run
  return process.env.NUVERA_E2E_DATA_DIR ?? "";
}
