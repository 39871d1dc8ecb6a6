import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The server in front answers odd API paths itself; redirecting them would change what was signed.
  skipTrailingSlashRedirect: true,
  productionBrowserSourceMaps: false,
  experimental: {
    // No process reads them, and writing them takes a quarter of the build.
    turbopackSourceMaps: false,
    // A page is loaded when somebody first asks for it. All of them at once would keep a server that has started from answering.
    preloadEntriesOnStart: false,
  },
  serverExternalPackages: ["@node-rs/argon2", "postgres", "shiki"],
  // Each page of the documentation as Markdown, beside itself.
  rewrites: async () => [
    { source: "/docs.md", destination: "/docs-markdown/overview" },
    { source: "/docs/:slug(.*)\\.md", destination: "/docs-markdown/:slug" },
  ],
  // Said rather than guessed: a stray lock file in a folder above would move it.
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
  // `npm test` checks types, of everything; a start must not fail over a test file.
  typescript: { ignoreBuildErrors: true },
};

export default nextConfig;
