/** Made by write-catalogue.ts; ids are contiguous, entries are only ever added. */
export const catalogue = [
  { id: 1, name: "foundation", owner: "sql", checksum: "f5216cb5cf1852efa4a0a556fc01728dbfbc0ed5be1ce95ed52e6ee338c35ce8" },
  { id: 2, name: "audit", owner: "audit", checksum: "0c68cc73df6633a2d93015ce4f7ae5ff88fe07d01c367c1762848a546573e392" },
  { id: 3, name: "vault", owner: "vault", checksum: "0c68cc73df6633a2d93015ce4f7ae5ff88fe07d01c367c1762848a546573e392" },
  { id: 4, name: "tenancy", owner: "tenancy", checksum: "0c68cc73df6633a2d93015ce4f7ae5ff88fe07d01c367c1762848a546573e392" },
  { id: 5, name: "connections", owner: "connections", checksum: "0c68cc73df6633a2d93015ce4f7ae5ff88fe07d01c367c1762848a546573e392" },
  { id: 6, name: "ledger", owner: "ledger", checksum: "0c68cc73df6633a2d93015ce4f7ae5ff88fe07d01c367c1762848a546573e392" },
  { id: 7, name: "runway", owner: "runway", checksum: "0c68cc73df6633a2d93015ce4f7ae5ff88fe07d01c367c1762848a546573e392" },
  { id: 8, name: "evidence", owner: "evidence", checksum: "0c68cc73df6633a2d93015ce4f7ae5ff88fe07d01c367c1762848a546573e392" }
] as const

/** Folder of the .sql files. */
export const directory: string = new URL("..", import.meta.url).pathname
