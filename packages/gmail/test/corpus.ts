import { Effect } from "effect"
import { Digest } from "effect/crypto"
import { readdirSync, readFileSync } from "node:fs"
import { toCanonical } from "../src/mime/toCanonical.ts"

const root = new URL("./fixtures/", import.meta.url)

export const fixtureText = (path: string): string => readFileSync(new URL(path, root), "utf8")

export const fixtureBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, root)))

const files = readdirSync(root, { recursive: true, encoding: "utf8" }).sort()

/** Every whole message of the corpora; parts, expectations and replies without a header are not messages. */
export const messages: ReadonlyArray<string> = files.filter(
  (path) => path.endsWith(".eml") || /^mime_cpython\/.*\.txt$/.test(path)
)

export const filesIn = (folder: string): ReadonlyArray<string> => readdirSync(new URL(folder, root), { encoding: "utf8" }).sort()

const encoder = new TextEncoder()

export const read = (bytes: Uint8Array) => toCanonical(bytes).pipe(Effect.provide(Digest.layerWebCrypto))

/** A message from its text with LF line ends, sent with CRLF. */
export const readText = (message: string) => read(encoder.encode(message.replaceAll("\n", "\r\n")))
