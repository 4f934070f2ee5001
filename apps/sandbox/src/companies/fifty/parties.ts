import type { SizeClass } from "./Blueprint.ts"

const places = [
  "",
  "Tacoma",
  "Yakima",
  "Spokane",
  "Bellingham",
  "Olympia",
  "Everett",
  "Kirkland",
  "Wenatchee",
  "Redmond",
  "Pasco",
  "Kent"
]

const spread: Readonly<Record<SizeClass, number>> = { micro: 1, small: 4, medium: 12 }

/** The trade's names, for a larger company at more places. */
export const namesFor = (
  names: readonly [string, ...ReadonlyArray<string>],
  size: SizeClass
): readonly [string, ...ReadonlyArray<string>] => {
  const [, ...elsewhere] = places.slice(0, spread[size])
  return [names[0], ...names.slice(1), ...elsewhere.flatMap((place) => names.map((name) => `${name} ${place}`))]
}
