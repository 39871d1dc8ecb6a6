/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The server in front answers odd API paths itself; redirecting them would change what was signed.
  skipTrailingSlashRedirect: true,
  productionBrowserSourceMaps: false,
  serverExternalPackages: ["@node-rs/argon2", "postgres"],
  typedRoutes: false,
};

export default nextConfig;
