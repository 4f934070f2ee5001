import { readFileSync } from "node:fs"

/** The words of a command line end in NUL each. */
const isLauncher = (commandLine: string): boolean =>
  commandLine.startsWith("sh\0-c\0") || /(^|\/|\0)(npm|npx|bun|bunx)(\.exe)?[\s\0]/.test(commandLine)

const read = (file: string): string => {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

const parentOf = (pid: number): number => Number(/\)\s\S\s(\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? 0)

/**
 * The npx, sh and bun processes that stand between whoever started us and us.
 * A signal sent to npx ends npx alone: npm passes nothing on and the shell below
 * it waits. Where there is no /proc the list is empty and nothing is watched.
 */
export const launchers = (): ReadonlyArray<number> => {
  const found: Array<number> = []
  for (let pid = parentOf(process.pid); pid > 1; pid = parentOf(pid)) {
    if (!isLauncher(read(`/proc/${pid}/cmdline`))) break
    found.push(pid)
  }
  return found
}

/** Ended, or a zombie whose parent has not looked yet. */
export const isGone = (pid: number): boolean => {
  const stat = read(`/proc/${pid}/stat`)
  return stat === "" || /\)\sZ\s/.test(stat)
}
