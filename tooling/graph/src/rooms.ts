import type { Room } from "./table.ts"
import { table } from "./table.ts"

export interface NamedRoom extends Room {
  readonly name: string
}

const rooms: ReadonlyArray<NamedRoom> = Object.entries(table).map(([name, room]) => ({ name, ...room }))

export const allRooms = (): ReadonlyArray<NamedRoom> => rooms

export const roomOf = (path: string): NamedRoom | undefined => rooms.find((room) => path.startsWith(`${room.path}/`))

/** A test, a story or a tool's configuration: read by people and runners, shipped to nobody. */
export const isTest = (room: NamedRoom, path: string): boolean => {
  const inside = path.slice(room.path.length + 1)
  return room.name === "e2e" || /^(test|\.storybook|stories)\//.test(inside) || /\.(test|stories|config)\.tsx?$/.test(inside)
}

/** What a room lends to tests: it may build on what the rooms below lend. */
export const isTesting = (room: NamedRoom, path: string): boolean => path.startsWith(`${room.path}/src/testing/`)
