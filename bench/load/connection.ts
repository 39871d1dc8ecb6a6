/** A kept-alive connection that asks, waits for the answer, and only then asks again. */
import { once } from "node:events";
import net from "node:net";
import { type Answer, AnswerReader } from "@/bench/load/answer-reader";
import type { RequestBytes } from "@/bench/load/make-requests";

type Waiting = { resolve: (answer: Answer) => void; reject: (error: Error) => void };

/** How long nothing may move; far beyond anything worth measuring, also for an upload that waits for the disk. */
const PATIENCE_MILLISECONDS = 60_000;

export class Connection {
  readonly #socket: net.Socket;
  readonly #reader = new AnswerReader();
  #waiting: Waiting | undefined;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#take(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("The server closed the connection.")));
    socket.setTimeout(PATIENCE_MILLISECONDS, () => this.#fail(new Error("No answer came in time.")));
  }

  static async open(port: number): Promise<Connection> {
    const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
    await once(socket, "connect");
    return new Connection(socket);
  }

  /** One request and its answer. The previous exchange is over. */
  exchange(request: RequestBytes): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (this.#socket.destroyed) this.#fail(new Error("The server closed the connection."));
      else for (const part of request) this.#socket.write(part);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    try {
      const answer = this.#reader.push(chunk);
      if (answer === null) return;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      waiting?.resolve(answer);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#socket.destroy();
    waiting?.reject(error);
  }
}
