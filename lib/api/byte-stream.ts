/**
 * Large bodies pass through in pieces that Node.js gives memory of their own. Left to the garbage collector, a file of
 * 25 MiB would be in memory whole before it looks; so whoever was the last to need a piece gives it back at once.
 */
import type { Readable } from "node:stream";
import { processSlot } from "@/lib/process-slot";

const slot = processSlot<WeakSet<object>>("owned-byte-streams");

function ownedStreams(): WeakSet<object> {
  const existing = slot.get();
  if (existing) return existing;
  const created = new WeakSet<object>();
  slot.set(created);
  return created;
}

/**
 * The bytes of `source`, read only as they are asked for. Each piece belongs to who reads it: nothing else, on either
 * side of the stream, looks at it again. Cancelling destroys `source`. `count` hears the length of each piece.
 */
export function toOwnedByteStream(
  source: Readable,
  count: (bytes: number) => void = () => {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = source[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        const { done, value } = await pieces.next();
        if (done) {
          controller.close();
          return;
        }
        count(value.byteLength);
        controller.enqueue(value);
      },
      cancel: () => {
        source.destroy();
      },
    },
    { highWaterMark: 0 },
  );
  ownedStreams().add(stream);
  return stream;
}

/** What to do with a piece of `stream` that is of no use any more; nothing, unless its reader owns it. */
export function releaseOf(stream: ReadableStream): (piece: Uint8Array) => void {
  return ownedStreams().has(stream) ? release : () => {};
}

/** Nobody listens at the other end, so what is transferred there is freed. */
const { port1: nowhere, port2: otherEnd } = new MessageChannel();
otherEnd.close();

/** Frees the piece's memory. Pieces that share theirs with others are left to the garbage collector. */
function release(piece: Uint8Array): void {
  const { buffer } = piece;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === piece.byteLength) {
    nowhere.postMessage(null, [buffer]);
  }
}
