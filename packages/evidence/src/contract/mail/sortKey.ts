/** Reading order of a thread: epoch milliseconds, fixed width so that text compares as number, then the message id. */
export const sortKey = (internalDate: number, messageId: string): string =>
  `${Math.max(0, internalDate).toString().padStart(15, "0")}:${messageId}`
