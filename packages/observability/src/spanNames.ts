/** Spans are named `Service.method` by `Effect.fn`; the protocol spans below are named by Effect itself. */
export const protocolSpans = ["http.server", "http.client", "sql.execute", "sql.transaction"] as const

const method = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/

/** A command of the command line, as an operator writes it. */
const command = /^beep( -{0,2}[a-z]+(-[a-z]+)*)+$/

/** A span name holds no id and no content: only the words of the code. */
export const isSpanName = (name: string): boolean =>
  method.test(name) || command.test(name) || protocolSpans.some((known) => name === known || name.startsWith(`${known} `))
