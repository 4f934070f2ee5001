/** What a client of PostgreSQL asks to be run: a text and its parameters, as text or as bytes in PostgreSQL's binary format. */
export interface Executed {
  readonly text: string
  readonly parameters: ReadonlyArray<Buffer | string | null>
  /** The object ids of their types, as the client declared them; 0 where it left the choice to PostgreSQL. */
  readonly types: ReadonlyArray<number>
}

const parse = "P".charCodeAt(0)
const bind = "B".charCodeAt(0)
const sslRequest = 80877103

const untilNul = (bytes: Buffer, from: number): { readonly text: string; readonly next: number } => {
  const end = bytes.indexOf(0, from)
  return { text: bytes.toString("utf8", from, end), next: end + 1 }
}

/**
 * Reads the messages of one connection's client as they pass by (PostgreSQL, "Message Formats"): a `Parse` names a text, a
 * `Bind` gives it parameters. Statements of the simple protocol are not looked for: our driver sends none.
 */
export class FrontendMessages {
  #rest: Buffer = Buffer.alloc(0)
  #started = false
  readonly #prepared = new Map<string, Pick<Executed, "text" | "types">>()

  /** What was bound in the bytes so far, in order. */
  push(chunk: Uint8Array): ReadonlyArray<Executed> {
    this.#rest = Buffer.concat([this.#rest, chunk])
    const found: Array<Executed> = []
    for (;;) {
      const head = this.#started ? 1 : 0
      if (this.#rest.length < head + 4) return found
      const length = this.#rest.readInt32BE(head) + head
      if (this.#rest.length < length) return found
      const message = this.#rest.subarray(0, length)
      this.#rest = this.#rest.subarray(length)
      if (this.#started) found.push(...this.#read(message))
      else this.#started = message.readInt32BE(4) !== sslRequest
    }
  }

  #read(message: Buffer): ReadonlyArray<Executed> {
    if (message[0] === parse) {
      const name = untilNul(message, 5)
      const { next, text } = untilNul(message, name.next)
      const types = Array.from({ length: message.readInt16BE(next) }, (_, at) => message.readInt32BE(next + 2 + at * 4))
      this.#prepared.set(name.text, { text, types })
      return []
    }
    if (message[0] !== bind) return []
    const statement = untilNul(message, untilNul(message, 5).next)
    const formats = message.readInt16BE(statement.next)
    let at = statement.next + 2 + formats * 2
    const parameters: Array<Buffer | string | null> = []
    // None: all are text. One: it is for all.
    const isBinary = (at: number) => formats > 0 && message.readInt16BE(statement.next + 2 + (formats === 1 ? 0 : at * 2)) === 1
    for (let left = message.readInt16BE(at); left > 0; left--) {
      const length = message.readInt32BE(at + 2)
      const bytes = Buffer.from(message.subarray(at + 6, at + 6 + Math.max(0, length)))
      parameters.push(length < 0 ? null : isBinary(parameters.length) ? bytes : bytes.toString("utf8"))
      at += 4 + Math.max(0, length)
    }
    return [{ text: "", types: [], ...this.#prepared.get(statement.text), parameters }]
  }
}
