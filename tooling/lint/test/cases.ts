export interface Invalid {
  readonly code: string
  readonly errors: number
}

export interface Cases {
  readonly valid: ReadonlyArray<string>
  readonly invalid: ReadonlyArray<Invalid>
}

/** Per rule: code it leaves alone, and code it refuses with so many reports. */
export const cases: Readonly<Record<string, Cases>> = {
  "no-cast": {
    valid: [
      "const a = { b: 1 } as const",
      "const a: unknown = 1",
      "const a = { b: 1 } satisfies object",
      "import { a as b } from 'c'"
    ],
    invalid: [
      { code: "const a = 1 as number", errors: 1 },
      { code: "const a = (b as unknown) as string", errors: 2 },
      { code: "const a = b as constant", errors: 1 }
    ]
  },
  "no-ambient": {
    valid: [
      "new Date(0)",
      "Date.parse(text)",
      "Math.floor(1.5)",
      "Effect.sleep('1 second')",
      "clock.setTimeout(1)",
      "const setTimeout = 1"
    ],
    invalid: [
      { code: "Date.now()", errors: 1 },
      { code: "const now = Date.now", errors: 1 },
      { code: "new Date()", errors: 1 },
      { code: "Date()", errors: 1 },
      { code: "Math.random()", errors: 1 },
      { code: "setTimeout(f, 10)", errors: 1 },
      { code: "globalThis.setTimeout(f, 10)", errors: 1 },
      { code: "window.setInterval(f, 10)", errors: 1 },
      { code: "crypto.randomUUID()", errors: 1 }
    ]
  },
  "no-barrel": {
    valid: [
      "export const a = 1",
      "import { a } from './a.ts'\nexport const b = a",
      "export { a } from './a.ts'\nexport const b = 1",
      "export default {}"
    ],
    invalid: [
      { code: "export * from './a.ts'\nexport const b = 1", errors: 1 },
      { code: "export { a } from './a.ts'", errors: 1 },
      { code: "export type { A } from './a.ts'", errors: 1 },
      { code: "import { a } from './a.ts'\nexport { a }", errors: 1 }
    ]
  },
  "no-bare-sql-row": {
    valid: ["sql`select 1`", "css<Props>`color: red`", "sql.unsafe('select 1')"],
    invalid: [
      { code: "sql<Row>`select 1`", errors: 1 },
      { code: "this.sql<{ readonly a: number }>`select 1`", errors: 1 },
      { code: "sql.unsafe<Row>('select 1')", errors: 1 }
    ]
  },
  "no-process-env": {
    valid: ["process.argv", "const env = { A: 1 }; env.A", "import.meta.url"],
    invalid: [
      { code: "process.env.HOME", errors: 1 },
      { code: "const { HOME } = process.env", errors: 1 },
      { code: "Bun.env['HOME']", errors: 1 },
      { code: "import.meta.env.MODE", errors: 1 }
    ]
  },
  "no-raw-colour": {
    valid: [
      "const a = 'bg-surface text-ink'",
      "const a = 'var(--band-red)'",
      "const a = '#main'",
      "const a = 'Invoice #1042'",
      "const a = 'href=#section-2'",
      "const a = 'rgb(var(--ink))'"
    ],
    invalid: [
      { code: "const a = '#fff'", errors: 1 },
      { code: "const a = 'bg-[#000]'", errors: 1 },
      { code: "const a = '#F5F7FA'", errors: 1 },
      { code: "const a = `1px solid rgba(0,0,0,.1)`", errors: 1 },
      { code: "const a = <p className='text-red-500' />", errors: 1 },
      { code: "const a = 'oklch(0.7 0.1 200)'", errors: 1 }
    ]
  },
  "long-file": {
    valid: ["const a = 1\n".repeat(300)],
    invalid: [{ code: "// line\n".repeat(351), errors: 1 }]
  }
}
