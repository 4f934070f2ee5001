import type { ChildProcess } from "node:child_process"

export interface DemoAddress {
  readonly url: string
  /** Of the stand-ins, where mail that was sent can be read. */
  readonly sandboxUrl: string
  readonly logins: ReadonlyArray<{ readonly role: string; readonly email: string; readonly password: string }>
}

const login = /^\s+(\w+)\s+(\S+@\S+)\s+(\S+)\s*$/

/** Reads what the demo prints: its address and its logins. */
export const readDemo = (child: ChildProcess, ended: Promise<number>): Promise<DemoAddress> =>
  new Promise((resolve, reject) => {
    let text = ""
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0]
      const sandboxUrl = /(http:\/\/127\.0\.0\.1:\d+)\/_sandbox\/mail/.exec(text)?.[1]
      if (url === undefined || sandboxUrl === undefined || !text.includes("Ctrl-C")) return
      const logins = text.split("\n").flatMap((line) => {
        const [, role, email, password] = login.exec(line) ?? []
        return role === undefined || email === undefined || password === undefined ? [] : [{ role, email, password }]
      })
      resolve({ url, sandboxUrl, logins })
    }
    child.stdout?.on("data", read)
    child.stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString()
    })
    void ended.then((code) => reject(new Error(`the demo ended with ${code}: ${text.trim().split("\n").slice(-5).join("\n")}`)))
  })
