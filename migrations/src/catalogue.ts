/** Made by write-catalogue.ts; ids are contiguous, entries are only ever added. */
export const catalogue = [
  { id: 1, name: "foundation", owner: "sql", checksum: "f5216cb5cf1852efa4a0a556fc01728dbfbc0ed5be1ce95ed52e6ee338c35ce8" },
  { id: 2, name: "audit", owner: "audit", checksum: "cce750bb8a6a615b34241e758700d04facbd5add7354e01acb566ff80302dd15" },
  { id: 3, name: "vault", owner: "vault", checksum: "8a9df0e9ddf56bd6df7fdff9a47e13e86b66c302de4127f24e16aa9bb3724f4c" },
  { id: 4, name: "tenancy", owner: "tenancy", checksum: "630c9e8bd7bd0e92b4702ab7ab44ecf3964d0662e42f8c22a9cdc77e12b17584" },
  {
    id: 5,
    name: "connections",
    owner: "connections",
    checksum: "abfd857105111a6ac5b4c1bf34fe278163658bddf0b41f16982c3e9221dded8b"
  },
  { id: 6, name: "ledger", owner: "ledger", checksum: "ab24c03cc52d6ee95e6a353ba3f661dfc63a5b9f5209ac1df23e1b5c18c9701b" },
  { id: 7, name: "runway", owner: "runway", checksum: "b8d882eaa0582925836493663b2e86c6226b15799554de2595fa8a736eb4c163" },
  { id: 8, name: "evidence", owner: "evidence", checksum: "db1fe72a37e7d9ffe6b22bc2bf986e9c59941f8948cc6da6f4584bfb32cb28ad" },
  {
    id: 9,
    name: "webhook_inbox",
    owner: "connections",
    checksum: "b9c6c2cca4c88d08510967b0970a7cf6c6e545dc40a83683aad471853023c07d"
  },
  {
    id: 10,
    name: "quickbooks_pace",
    owner: "connections",
    checksum: "8c922c89d1a58ae66d3345e155d793128718375c6835eb01a6f570b33fb9261f"
  },
  { id: 11, name: "tie_out", owner: "runway", checksum: "4e0750db8d541b4b9afcae00d64b68e44f04f1c816535f030eaf50cd3e001721" },
  {
    id: 12,
    name: "sync_safe_points",
    owner: "runway",
    checksum: "b7fcbba4a1eed7a823688db68e436ac41847a2f9237f7977c05114280c8dbcb8"
  },
  { id: 13, name: "onboarding", owner: "runway", checksum: "252765e001d96f3d1afbd67f4a54253504106cb4494b9674c877c42d7489f753" },
  {
    id: 14,
    name: "consent_return",
    owner: "connections",
    checksum: "b0534c3e3e53d25cb0523c99a4bc8486eba6678173b1325b2c08305a7ad553f6"
  },
  {
    id: 15,
    name: "full_comparison",
    owner: "runway",
    checksum: "fb8d9173a5f26a736228582a82a87e6946842d83dcbe10bbb78537619b159811"
  },
  {
    id: 16,
    name: "connections_upkeep",
    owner: "connections",
    checksum: "268c03072e91046c908d0ecd5136309ecaab361ef6592be136d18cd73db1745c"
  },
  {
    id: 17,
    name: "journal_items",
    owner: "runway",
    checksum: "2587c8a307c7ed6dc4f16f940c90aec80dcf4a6a74074db55e47d551a31acae0"
  },
  {
    id: 18,
    name: "quickbooks_hold",
    owner: "connections",
    checksum: "6af3962fdd34e73638c388f34f8d38d1bfd0ee32fdd05cfeba11137aa0b1969b"
  },
  {
    id: 19,
    name: "rejected_amounts_and_drift",
    owner: "runway",
    checksum: "bd439fbd76251aff2965c2f7f731949a512385f33d1a4e4bbc2ffe3b2888b077"
  },
  {
    id: 20,
    name: "outgoing_mail",
    owner: "tenancy",
    checksum: "f0e75e1ad5a92af959a4ee02316ca3442595728f589626c593dde53eb8e620da"
  },
  { id: 21, name: "sign_in", owner: "tenancy", checksum: "5e13a493e1257863428687ef5b904b5f8905b0418c8bdbcb95021540e7173815" },
  { id: 22, name: "access", owner: "tenancy", checksum: "5d499ab9d95fc2d9d795c5585722a9cca393c6a2d98495d431cad60de6367a66" },
  {
    id: 23,
    name: "quickbooks_batches",
    owner: "connections",
    checksum: "46b39149020ecd116b32fe4f907fa781b8581d6edc89da5d7cd23174fbb5865d"
  },
  { id: 24, name: "hygiene", owner: "runway", checksum: "3674de20f9308b29f1606cf8ab650222fea93351e738fd02bc4da0429b54beab" },
  { id: 25, name: "ritual", owner: "runway", checksum: "1b199efee9da7b7e2ea5002d13cfb2ab94f0e0065592e22bb4d44f2e02337e8c" },
  { id: 26, name: "preferences", owner: "tenancy", checksum: "c86fbf99f12fe3a0f2c4e79522934fdf8f8cdef26bb675951c2f9bdd68af9316" },
  {
    id: 27,
    name: "google_accounts",
    owner: "connections",
    checksum: "c86b67ab2964b35bbb10f2edcd9702f909357848ac0be8d2aa9cbccdb8b73d47"
  },
  {
    id: 28,
    name: "verified_sessions",
    owner: "tenancy",
    checksum: "e8fcc72367bd5f0e3668a8217be9dcea851f50286bad400e6cb52f587c45711a"
  },
  {
    id: 29,
    name: "company_wait",
    owner: "connections",
    checksum: "338beb8b30d10ae821282e70c8c63fd2415ec3bdc11c1076d3218aeae73351a3"
  },
  { id: 30, name: "knowledge", owner: "evidence", checksum: "1afd57aaeb8cff375e4042d04de608ae34ce9bd8495254d143806142c1b9ec0b" },
  { id: 31, name: "writeback", owner: "runway", checksum: "190d252c9fe21605606bc9a8d8096ceeadebe2697dd495881e623e4f4ba00a14" },
  {
    id: 32,
    name: "hygiene_reads",
    owner: "runway",
    checksum: "d8a1b99739581f8dd496247e65e3cc7a0a7370e769ad09346a275ef09dadce22"
  },
  { id: 33, name: "find_client", owner: "tenancy", checksum: "618caa7762338fbe158b344568abc45c8004d813a28cdcadd92eb5d766838db5" },
  { id: 34, name: "line_items", owner: "runway", checksum: "5e4747f4d63b1b2417daf49ff0dc50f8971eff2a23c19b23ea7971999d95b933" },
  {
    id: 35,
    name: "settings_known",
    owner: "tenancy",
    checksum: "929ad8a5ff285138c7b6a37c73f697ce79c902eafbf82a62a58b9261998f5b75"
  },
  { id: 36, name: "known_time", owner: "runway", checksum: "a8d19f907b687ae06c4568200bb937a25214f7ed453b3e27dac09134ffe52535" },
  {
    id: 37,
    name: "client_contacts",
    owner: "tenancy",
    checksum: "31e9a47347584fd96f37e787ee524326c37ba95dc6a8017f44886df914b10a0b"
  },
  {
    id: 38,
    name: "mail_threads",
    owner: "evidence",
    checksum: "53e18cb4c09f49e6cd2dd3ef9d33afe37a0ab699b7c576fcd159448bd38059c3"
  },
  {
    id: 39,
    name: "hygiene_standing",
    owner: "runway",
    checksum: "27fb45cfc84bf88cba08cc7957ce1768cf6145cdeee6c302bcb27c5e26b866b2"
  },
  { id: 40, name: "list_by_kind", owner: "runway", checksum: "e769cbe07befbea1c5849f34ffc233dcf59e8af1487050d3495b7aedf42beee0" },
  {
    id: 41,
    name: "moved_threads",
    owner: "evidence",
    checksum: "115490e2b96407003605e6940640010c612581ce5a6bedc1f0394b672c9971d4"
  },
  {
    id: 42,
    name: "client_activity",
    owner: "audit",
    checksum: "65b9b14ed3f914eacb0f1445c4dc114ecdef64c6698663386956cb667533e619"
  },
  { id: 43, name: "digest_reads", owner: "runway", checksum: "b6976856247584b3c9a2011e6e0dd671a3c466828e618aed19f5e3a40161278a" },
  {
    id: 44,
    name: "knowledge_reads",
    owner: "evidence",
    checksum: "fd4eec2281e2bfe791eb3d3c81777784db8e33a20643fdc050a840ff6421099f"
  },
  {
    id: 45,
    name: "sender_flags",
    owner: "evidence",
    checksum: "00261f585d553e74c7a3dde4a7ebcfc2689619a1ea4d34e89617f81ed64fefd5"
  },
  {
    id: 46,
    name: "search_text_erasure",
    owner: "evidence",
    checksum: "8cef284bdbffc601a44c6d8491ca5ba37edc08b1771e2a72a484d01e477a07b9"
  },
  { id: 47, name: "embeddings", owner: "evidence", checksum: "3cd86411837e186cdd0bdab7b475290432e16769687d5be0aaf42a46a43007a0" },
  {
    id: 48,
    name: "unfiled_senders",
    owner: "evidence",
    checksum: "835fa524c8271d3e3c37c5b04079a2ad896593d670250c7ee40fd2d22c91165e"
  },
  { id: 49, name: "kept_graph", owner: "evidence", checksum: "50cb18a27b45599e19b9e4b44fa411f6a4a03a7f4e5ae907bc6163162e3dc2c9" }
] as const

/** Folder of the .sql files. */
export const directory: string = new URL("..", import.meta.url).pathname
