import { chmodSync, existsSync, mkdtempSync, statfsSync } from "node:fs"
import { freemem } from "node:os"
import { join } from "node:path"

const shared = "/dev/shm"
const gibibyte = 2 ** 30
const needed = { free: 4 * gibibyte, memory: 8 * gibibyte }

/**
 * A folder that the system keeps in memory, for what a run throws away: each suite has a database of its own, some nine hundred files,
 * which a disk may make ten times slower. Undefined where there is none, or too little room (a container has 64 MB).
 */
export const memoryFolder = (): string | undefined => {
  if (!existsSync(shared) || freemem() < needed.memory) return undefined
  try {
    const { bavail, bsize } = statfsSync(shared)
    if (bavail * bsize < needed.free) return undefined
    const folder = mkdtempSync(join(shared, "beep-"))
    // As root, PostgreSQL runs as somebody else, who has to enter.
    chmodSync(folder, 0o755)
    return folder
  } catch {
    // Not ours to write to: the disk it is.
    return undefined
  }
}
