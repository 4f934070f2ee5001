/** SHA-256, synchronous; the caller brings the runtime's own (`testing` and `server` use `server/sha256.ts`). The 32 bytes returned are the caller's to keep. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array
