/** Below it the squares of what is left are no numbers to divide by. */
const least = 1e-30

/** A direction without its length, so that the product of two is their cosine; null where there is no direction. */
export const unit = (numbers: ReadonlyArray<number>): Float32Array | null => {
  let squares = 0
  for (const one of numbers) squares += one * one
  const length = Math.sqrt(squares)
  return Number.isFinite(length) && length >= least ? Float32Array.from(numbers, (one) => one / length) : null
}

const bytesEach = Float32Array.BYTES_PER_ELEMENT

/** float32, little-endian, whatever the machine. */
export const vectorBytes = (vector: Float32Array): Uint8Array => {
  const bytes = new Uint8Array(vector.length * bytesEach)
  const view = new DataView(bytes.buffer)
  vector.forEach((one, at) => view.setFloat32(at * bytesEach, one, true))
  return bytes
}

/** The cosine of a vector with one kept as bytes of as many numbers. */
export const likeness = (vector: Float32Array, bytes: Uint8Array): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let at = 0; at < vector.length; at += 1) sum += (vector[at] ?? 0) * view.getFloat32(at * bytesEach, true)
  return sum
}
