import { Context, Duration, Effect, FiberSet, Layer, Redacted } from "effect"
import type { AddressInfo, Socket } from "node:net"
import PostalMime from "postal-mime"
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server"
import { type ArrivedMail, Mailbox } from "./Mailbox.ts"

export interface MailServerSettings {
  readonly port: number
  readonly host?: string
  readonly user: string
  readonly password: Redacted.Redacted
}

/** Where the stand-in takes mail. */
export class MailServer extends Context.Service<MailServer, { readonly host: string; readonly port: number }>()(
  "@beep/sandbox/MailServer"
) {}

/** A reply of the protocol: three digits and words (RFC 5321, 4.2). */
class Reply extends Error {
  readonly responseCode: number
  constructor(code: number, words: string) {
    super(words)
    this.responseCode = code
  }
}

const refused = new Reply(550, "5.1.1 no such mailbox here")
const deferred = new Reply(451, "4.7.1 try again later")

const bytesOf = (stream: SMTPServerDataStream): Effect.Effect<Buffer> =>
  Effect.promise(async () => {
    const chunks: Array<Uint8Array> = []
    for await (const chunk of stream) chunks.push(Buffer.from(chunk))
    return Buffer.concat(chunks)
  })

const read = Effect.fnUntraced(function* (bytes: Buffer, session: SMTPServerSession) {
  const mail = yield* Effect.promise(() => PostalMime.parse(bytes))
  const arrived: ArrivedMail = {
    messageId: mail.messageId ?? "",
    from: mail.from?.address ?? "",
    to: session.envelope.rcptTo.map(({ address }) => address),
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html ?? "",
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))
  }
  return arrived
})

const listening = (server: SMTPServer, { host = "127.0.0.1", port }: MailServerSettings) =>
  Effect.callback<AddressInfo>((resume) => {
    server.listen(port, host, () => {
      const address = server.server.address()
      resume(typeof address === "object" && address !== null ? Effect.succeed(address) : Effect.die(new Error("no address")))
    })
  })

/** A mail provider that keeps what it is given: SMTP with a login, without encryption, on this machine alone. */
export const mailServer = (settings: MailServerSettings) =>
  Layer.effect(
    MailServer,
    Effect.gen(function* () {
      const mailbox = yield* Mailbox
      const run = yield* FiberSet.makeRuntime()
      const sockets = new Map<number, Socket>()
      const end = (session: SMTPServerSession) => Effect.sync(() => sockets.get(session.remotePort)?.destroy())

      const recipient = Effect.map(
        mailbox.faults.meet(({ fault }) => fault === "refuse" || fault === "defer"),
        (met) => (met === undefined ? null : met.fault === "refuse" ? refused : deferred)
      )

      const data = Effect.fnUntraced(function* (stream: SMTPServerDataStream, session: SMTPServerSession) {
        const mail = yield* read(yield* bytesOf(stream), session)
        const met = yield* mailbox.faults.meet(({ fault }) => fault !== "refuse" && fault !== "defer")
        if (met?.fault === "slow") yield* Effect.sleep(Duration.seconds(met.seconds ?? 5))
        if (met?.fault !== "drop") yield* mailbox.take(mail)
        if (met?.fault === "drop" || met?.fault === "lose_answer") yield* end(session)
      })

      const server = yield* Effect.acquireRelease(
        Effect.sync(
          () =>
            new SMTPServer({
              disabledCommands: ["STARTTLS"],
              allowInsecureAuth: true,
              disableReverseLookup: true,
              closeTimeout: 200,
              onAuth: (auth, _session, callback) =>
                auth.username === settings.user && auth.password === Redacted.value(settings.password)
                  ? callback(null, { user: settings.user })
                  : callback(new Reply(535, "5.7.8 not this user")),
              onRcptTo: (_address, _session, callback) => {
                run(Effect.map(recipient, (reply) => callback(reply)))
              },
              onData: (stream, session, callback) => {
                run(Effect.map(data(stream, session), () => callback(null, "taken")))
              }
            })
        ),
        (running) => Effect.callback<void>((resume) => running.close(() => resume(Effect.void)))
      )
      // A sender that goes away in the middle is no trouble of ours.
      server.on("error", () => undefined)
      server.server.on("connection", (socket: Socket) => {
        const { remotePort } = socket
        if (remotePort === undefined) return
        sockets.set(remotePort, socket)
        socket.once("close", () => sockets.delete(remotePort))
      })
      const { address, port } = yield* listening(server, settings)
      return MailServer.of({ host: address, port })
    })
  ).pipe(Layer.provideMerge(Mailbox.layer))
