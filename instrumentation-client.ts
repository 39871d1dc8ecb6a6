/**
 * Runs before any other code of the page. Schemas are interpreted, never compiled with `new Function`: the
 * Content-Security-Policy forbids that, and even a caught attempt would be reported as a violation. The setting is taken
 * from the core, so that pages without schemas load none of the library.
 */
import { config } from "zod/v4/core";

config({ jitless: true });
