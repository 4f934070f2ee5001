/**
 * Writes `src/catalogue.ts` from the .sql files: id and name from the file name,
 * owner from its second line if it says `-- owner: room`, checksum of the bytes.
 * A released migration never changes: `beep migrate verify` and the check refuse it.
 */
const folder = import.meta.dir
const names = Array.from(new Bun.Glob("*.sql").scanSync(folder)).toSorted()
const rows = await Promise.all(
  names.map(async (name) => {
    const match = /^(\d{4})_(.+)\.sql$/.exec(name)
    if (match === null) throw new Error(`${name} is not NNNN_name.sql`)
    const text = await Bun.file(`${folder}/${name}`).text()
    const checksum = new Bun.CryptoHasher("sha256").update(text).digest("hex")
    const owner = /^-- owner: (\S+)$/m.exec(text)?.[1] ?? match[2]
    return `  { id: ${Number(match[1])}, name: "${match[2]}", owner: "${owner}", checksum: "${checksum}" }`
  })
)
await Bun.write(
  `${folder}/src/catalogue.ts`,
  `/** Made by write-catalogue.ts; ids are contiguous, entries are only ever added. */\nexport const catalogue = [\n${rows.join(",\n")}\n] as const\n\n/** Folder of the .sql files. */\nexport const directory: string = new URL("..", import.meta.url).pathname\n`
)
