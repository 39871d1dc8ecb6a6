#!/usr/bin/env node
/**
 * Verifies an exported audit history (JSON lines) with nothing but Node.js 20: no build, no dependency, no network.
 *
 *   node tools/verify-audit.mjs FILE [--public-key PEM_FILE]
 *
 * Prints one JSON object: { ok, checked, firstBad, verified, key }. Exit code 0 when all is well, 1 when something is
 * wrong with the file's content, 2 when the command line or the file could not be read. docs/audit.md says what this
 * proves and what it does not.
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";

const USAGE = "Usage: node tools/verify-audit.mjs FILE [--public-key PEM_FILE]\n";
const LINKS = ["type", "sequence", "contentHash", "previousHash", "hash"];
const GENESIS_HASH = "0".repeat(64);
const CHECKPOINT_MEMBERS =
  "type organizationId sequence hash signedAt filters rows rowsDigest keyFingerprint publicKeyPem signature";

/** What an export escapes besides what JSON must. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

class Broken extends Error {
  constructor(sequence, auditId, problem) {
    super(problem);
    this.firstBad = { sequence, auditId, problem };
  }
}

/** JSON in canonical form (RFC 8785). */
function canonical(value) {
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError("not a JSON number");
  if (typeof value === "string" && !value.isWellFormed()) throw new TypeError("not Unicode text");
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** Whether the export would write it so: then no reader can see another value in the line than we do. */
function isAsWritten(line, entry) {
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  if (line !== JSON.stringify(entry).replace(UNSAFE, escaped)) return false;
  return entry?.type !== "checkpoint" || Object.keys(entry).join(" ") === CHECKPOINT_MEMBERS;
}

function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

function linkHash(previousHash, sequence, contentHash) {
  const place = Buffer.alloc(8);
  place.writeBigInt64BE(BigInt(sequence));
  return sha256(Buffer.from(previousHash, "hex"), place, Buffer.from(contentHash, "hex"));
}

function isContentIntact(event) {
  const content = Object.fromEntries(Object.entries(event).filter(([name]) => !LINKS.includes(name)));
  try {
    return event.contentHash === sha256(canonical(content));
  } catch {
    return false;
  }
}

const isOwnHashIntact = (event, sequence) =>
  event.hash === linkHash(event.previousHash, sequence, event.contentHash);

const isHash = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** The lines of a file of any length; only a line feed ends one. */
async function* linesOf(file) {
  let rest = "";
  for await (const chunk of createReadStream(file, "utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** The events, each with its place in the chain checked where the file has them all, and the line at the end. */
class Walk {
  checked = 0;
  checkpoint = null;
  #whole;
  #sequence = 0;
  #hash = GENESIS_HASH;
  #hashBefore = null;
  #auditId = null;
  #organizationId = null;
  #rowHashes = createHash("sha256");

  constructor(whole) {
    this.#whole = whole;
  }

  get organizationId() {
    return this.#organizationId;
  }

  get sequence() {
    return this.#sequence;
  }

  get hash() {
    return this.#hash;
  }

  get auditId() {
    return this.#auditId;
  }

  /** SHA-256 over the rows' hashes, once all are read. */
  rowsDigest() {
    return this.#rowHashes.digest("hex");
  }

  read(line) {
    const next = this.#sequence + 1;
    let entry;
    try {
      entry = JSON.parse(line);
    } catch {
      throw new Broken(next, null, "line_unreadable");
    }
    if (!isAsWritten(line, entry)) throw new Broken(next, idOf(entry), "line_unreadable");
    if (this.checkpoint !== null) {
      throw new Broken(
        Number.isSafeInteger(entry?.sequence) ? entry.sequence : next,
        idOf(entry),
        "after_head",
      );
    }
    if (entry?.type === "checkpoint") this.checkpoint = entry;
    else this.#step(entry, next);
  }

  #step(event, next) {
    const { sequence } = event ?? {};
    const hashes = [event?.contentHash, event?.previousHash, event?.hash];
    if (event?.type !== "event" || !Number.isSafeInteger(sequence) || !hashes.every(isHash)) {
      throw new Broken(next, idOf(event), "line_unreadable");
    }
    const auditId = idOf(event);
    this.#organizationId ??= event.organizationId;
    if (sequence < next || event.organizationId !== this.#organizationId) {
      throw new Broken(sequence, auditId, "inserted");
    }
    if (this.#whole && sequence > next) throw new Broken(next, null, "missing");
    if (!isContentIntact(event)) throw new Broken(sequence, auditId, "content_changed");
    if (this.#whole && event.previousHash !== this.#hash) {
      if (event.previousHash === this.#hashBefore && isOwnHashIntact(event, sequence - 1)) {
        throw new Broken(this.#sequence, this.#auditId, "inserted");
      }
      throw new Broken(sequence, auditId, isOwnHashIntact(event, sequence) ? "link_broken" : "out_of_place");
    }
    if (!isOwnHashIntact(event, sequence)) throw new Broken(sequence, auditId, "out_of_place");
    this.#rowHashes.update(Buffer.from(event.hash, "hex"));
    this.#hashBefore = this.#hash;
    this.#hash = event.hash;
    this.#auditId = auditId;
    this.#sequence = sequence;
    this.checked += 1;
  }
}

function idOf(entry) {
  return typeof entry?.id === "string" ? `aud_${entry.id}` : null;
}

/** Holds the line at the end against the events, and its signature against the key. */
function checkEnd(walk, whole, pinnedKey) {
  const { checkpoint, sequence, hash, auditId } = walk;
  if (checkpoint === null) throw new Broken(sequence + 1, null, "cut_off");
  const signedBy = checkSignature(checkpoint, pinnedKey);
  if (signedBy === null) throw new Broken(sequence, null, "checkpoint_invalid");
  if (walk.organizationId !== null && walk.organizationId !== checkpoint.organizationId) {
    throw new Broken(sequence, auditId, "head_differs");
  }
  if (whole) {
    if (checkpoint.sequence > sequence) throw new Broken(sequence + 1, null, "cut_off");
    if (checkpoint.sequence < sequence) throw new Broken(sequence, auditId, "after_head");
    if (checkpoint.hash !== hash) throw new Broken(sequence, auditId, "head_differs");
  } else if (checkpoint.sequence < sequence) {
    throw new Broken(sequence, auditId, "after_head");
  }
  if (checkpoint.rows !== walk.checked || checkpoint.rowsDigest !== walk.rowsDigest()) {
    throw new Broken(sequence, auditId, "rows_differ");
  }
  return signedBy;
}

function checkSignature(checkpoint, pinnedKey) {
  const { organizationId, sequence, hash, signedAt, filters, rows, rowsDigest, publicKeyPem, signature } =
    checkpoint;
  const text = [
    "nuvera audit export 1",
    organizationId,
    String(sequence),
    hash,
    signedAt,
    filters === null ? "whole" : `filtered ${canonical(filters)}`,
    String(rows),
    rowsDigest,
  ].join("\n");
  try {
    const key = pinnedKey ?? createPublicKey(publicKeyPem);
    if (key.asymmetricKeyType !== "ed25519") return null;
    if (!verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "hex"))) return null;
    return sha256(key.export({ type: "spki", format: "der" }));
  } catch {
    return null;
  }
}

/** Whether the export holds the whole history: the line at the end says so, under the signature. */
async function isWhole(file) {
  let last = "";
  for await (const line of linesOf(file)) if (line !== "") last = line;
  try {
    const entry = JSON.parse(last);
    return entry?.type !== "checkpoint" || entry.filters === null;
  } catch {
    return true;
  }
}

async function verifyFile(file, pinnedKey) {
  const whole = await isWhole(file);
  const walk = new Walk(whole);
  // A filtered export lacks rows on purpose, so the chain cannot be followed through it.
  const verified = whole ? "chain" : "rows_only";
  try {
    for await (const line of linesOf(file)) if (line !== "") walk.read(line);
    const fingerprint = checkEnd(walk, whole, pinnedKey);
    const key = { fingerprint, trusted: pinnedKey !== null };
    return { ok: true, checked: walk.checked, firstBad: null, verified, key };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { ok: false, checked: walk.checked, firstBad: error.firstBad, verified, key: null };
  }
}

function readArguments(words) {
  const [file, option, keyFile, ...rest] = words;
  if (file === undefined || rest.length > 0) return null;
  if (option === undefined) return { file, pinnedKey: null };
  if (option !== "--public-key" || keyFile === undefined) return null;
  return { file, pinnedKey: createPublicKey(readFileSync(keyFile)) };
}

try {
  const given = readArguments(process.argv.slice(2));
  if (given === null) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
  } else {
    const result = await verifyFile(given.file, given.pinnedKey);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    if (result.ok && result.verified === "rows_only") {
      process.stderr.write(
        "This export was filtered: its rows are those that were exported; what the filters left out cannot be told.\n",
      );
    }
    if (result.ok && !result.key.trusted) {
      process.stderr.write(
        "The key in the file vouches for itself only: compare its fingerprint, or give --public-key.\n",
      );
    }
    process.exitCode = result.ok ? 0 : 1;
  }
} catch (error) {
  process.stderr.write(`Cannot be read: ${error instanceof Error ? error.message : "unknown error"}\n`);
  process.exitCode = 2;
}
