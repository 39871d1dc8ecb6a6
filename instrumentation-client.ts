/**
 * Runs before any other code of the page. Schemas are interpreted, never compiled with `new Function`: the
 * Content-Security-Policy forbids that, and even a caught attempt would be reported as a violation.
 */
import { z } from "zod";

z.config({ jitless: true });
