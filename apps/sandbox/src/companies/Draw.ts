/** A repeatable sequence of choices: the same seed and name draw the same values. */
export interface Draw {
  /** A whole number, both ends included. */
  readonly whole: (least: number, most: number) => number
  readonly one: <A>(choices: readonly [A, ...ReadonlyArray<A>]) => A
  readonly chance: (percent: number) => boolean
}

/** FNV-1a over the name, so that companies of one seed differ. */
const seedOf = (seed: number, name: string): number =>
  [...name].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619), (2166136261 ^ seed) >>> 0) >>> 0

/** mulberry32 (public domain, Tommy Ettinger). */
export const drawOf = (seed: number, name: string): Draw => {
  let state = seedOf(seed, name)
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1))
  return {
    whole,
    one: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
    chance: (percent) => whole(1, 100) <= percent
  }
}
