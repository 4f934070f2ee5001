const sentences: ReadonlyArray<readonly [RegExp, string]> = [
  [/No space left on device/i, "the disk is full: free some space and start again"],
  [/Permission denied|EACCES/i, "the database's user may not write its data folder: check the owner of the folder"],
  [/Address already in use|could not bind/i, "the database's port is taken"],
  [
    /incompatible with server|not compatible with this version/i,
    "the data folder belongs to another version of PostgreSQL: use another folder or start with --fresh"
  ],
  [/lock file .* already exists/i, "another PostgreSQL is running on this data folder: end it first"]
]

/** What PostgreSQL said while it did not start, as one sentence for the person at the terminal. */
export const troubleOf = (said: string): string =>
  sentences.find(([pattern]) => pattern.test(said))?.[1] ?? "PostgreSQL did not start on its data folder"
