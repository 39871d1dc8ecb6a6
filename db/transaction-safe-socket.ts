/**
 * The connection to PostgreSQL as the driver sees it. When one ends in the middle of a transaction, the driver still
 * writes its `rollback` and, having let go of the socket, throws outside every promise, which ends the process
 * (porsager/postgres#1208). This socket tells the driver in the order that it survives: first that what was sent has
 * failed, as has everything sent from then on, and only when the transaction has unwound, that the socket is closed.
 */
import { Socket } from "node:net";

/** Longer than a transaction takes to unwind; the pool misses the connection's place for this long. */
const UNWIND_MILLISECONDS = 1_000;

/** ReadyForQuery (PostgreSQL protocol 3.0, message formats): `Z`, length 5, transaction status. */
const READY_FOR_QUERY = Buffer.from([0x5a, 0, 0, 0, 5]);
const IDLE = 0x49;

class TransactionSafeSocket extends Socket {
  #tail = Buffer.alloc(0);
  #isReady = false;
  #inTransaction = false;

  override emit(event: string | symbol, ...details: unknown[]): boolean {
    if (event === "data" && Buffer.isBuffer(details[0])) this.#follow(details[0]);
    if (event !== "close" || !this.#isReady) return super.emit(event, ...details);
    const fail = () => super.emit("error", connectionClosed());
    fail();
    if (!this.#inTransaction) return super.emit("close", false);
    this.write = () => {
      setImmediate(fail);
      return true;
    };
    setTimeout(() => super.emit("close", false), UNWIND_MILLISECONDS);
    return true;
  }

  /** The newest status counts. Row data that looks like one delays a close for nothing and harms no more. */
  #follow(chunk: Buffer): void {
    const seen = Buffer.concat([this.#tail, chunk]);
    const status = seen[seen.lastIndexOf(READY_FOR_QUERY) + READY_FOR_QUERY.length];
    if (seen.includes(READY_FOR_QUERY) && status !== undefined) {
      this.#isReady = true;
      this.#inTransaction = status !== IDLE;
    }
    this.#tail = seen.subarray(-READY_FOR_QUERY.length);
  }
}

/** For the driver's `socket` option. */
export function connectTransactionSafeSocket(options: {
  host: readonly string[];
  port: readonly number[];
  path?: string | undefined;
}): Socket {
  const socket = new TransactionSafeSocket();
  const [host, port] = [options.host[0], options.port[0]];
  if (options.path) socket.connect(options.path);
  else if (port !== undefined) socket.connect(port, host ?? "localhost");
  // The driver reads the name from here when it goes on to TLS.
  return Object.assign(socket, { host, port });
}

function connectionClosed(): Error {
  return Object.assign(new Error("The connection to the database was closed."), {
    code: "CONNECTION_CLOSED",
  });
}
