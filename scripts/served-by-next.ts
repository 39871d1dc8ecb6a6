/** Stands for `next/headers` and `next/navigation` in the server's program, where nothing that needs them is ever called. */
const servedByNext = (): never => {
  throw new Error("This is served by Next.js, not by the server in front of it.");
};

export const cookies = servedByNext;
export const headers = servedByNext;
export const notFound = servedByNext;
export const redirect = servedByNext;
