import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { LedgerAccount } from "../ledger/Account.ts"
import type { Change } from "../ledger/Changes.ts"
import { controlOf } from "../ledger/Ledger.ts"
import type { Party } from "../ledger/Party.ts"
import { type ControlAccounts, postingsOf } from "../ledger/postings.ts"
import type { Transaction } from "../ledger/Transaction.ts"
import type { Json } from "../render/Json.ts"
import type { CompanyState, ObjectRef, Tombstone } from "./CompanyState.ts"
import { type Mark, markKey } from "./Mark.ts"

export type PartyKind = "Vendor" | "Customer"
type Operation = Change["operation"]

export interface Happened extends ObjectRef {
  readonly operation: Operation
  readonly deletedId: string | null
}

interface AppliedPart {
  readonly type: EntityName
  readonly id: string
  readonly amount: bigint
}

export const appliedOf = (transaction: Transaction | undefined): ReadonlyArray<AppliedPart> =>
  transaction !== undefined && "applied" in transaction ? transaction.applied : []

/**
 * One change being written to a company. An object's SyncToken rises once per
 * change, however often the change touches it. What a posting moves (the
 * balance of an account or a party) gets a new LastUpdatedTime and keeps its
 * SyncToken, as the recorded company's customer 1 shows.
 */
export class Draft {
  readonly at: number
  private readonly before: CompanyState
  private readonly control: ControlAccounts
  private readonly transactions: Map<string, Transaction>
  private readonly accounts: Map<string, LedgerAccount>
  private readonly parties: Readonly<Record<PartyKind, Map<string, Party>>>
  private readonly marks: Map<string, Mark>
  private readonly tombstones: Array<Tombstone>
  private readonly hidden: Set<string>
  private readonly unreported: Set<string>
  private readonly bumped = new Set<string>()
  private readonly events = new Map<string, Happened>()
  private namesRevision: number
  private lastId: number

  constructor(before: CompanyState, at: number) {
    const byId = <A extends { readonly id: string }>(list: ReadonlyArray<A>) => new Map(list.map((one) => [one.id, one]))
    this.before = before
    this.at = at
    this.control = controlOf(before.books.accounts)
    this.transactions = byId(before.books.transactions)
    this.accounts = byId(before.books.accounts)
    this.parties = { Vendor: byId(before.books.vendors), Customer: byId(before.books.customers) }
    this.marks = new Map(before.marks)
    this.tombstones = [...before.tombstones]
    this.hidden = new Set(before.hidden)
    this.unreported = new Set(before.unreported)
    this.namesRevision = before.namesRevision
    this.lastId = before.lastId
  }

  get books() {
    return this.before.books
  }

  get happened(): ReadonlyArray<Happened> {
    return [...this.events.values()]
  }

  nextId(): string {
    this.lastId += 1
    return String(this.lastId)
  }

  transaction(id: string): Transaction | undefined {
    return this.transactions.get(id)
  }

  allTransactions(): ReadonlyArray<Transaction> {
    return [...this.transactions.values()]
  }

  account(id: string): LedgerAccount | undefined {
    return this.accounts.get(id)
  }

  allAccounts(): ReadonlyArray<LedgerAccount> {
    return [...this.accounts.values()]
  }

  party(kind: PartyKind, id: string): Party | undefined {
    return this.parties[kind].get(id)
  }

  allParties(): ReadonlyArray<Party> {
    return [...this.parties.Vendor.values(), ...this.parties.Customer.values()]
  }

  mark(entity: string, id: string): Mark | undefined {
    return this.marks.get(markKey(entity, id))
  }

  /** Payments that settle a document. */
  settling(id: string): ReadonlyArray<Transaction> {
    return this.allTransactions().filter((transaction) => appliedOf(transaction).some((part) => part.id === id))
  }

  /** Creates a document or puts another in its place; documents whose settlement differs are touched too. */
  write(transaction: Transaction, operation: Operation = this.transactions.has(transaction.id) ? "Update" : "Create"): void {
    const previous = this.transactions.get(transaction.id)
    this.transactions.set(transaction.id, transaction)
    if (transaction.type !== "PayrollCheck") this.touch(transaction.type, transaction.id, operation)
    this.settle(previous, transaction)
    this.rebalance(previous, transaction)
  }

  remove(transaction: Transaction): void {
    this.transactions.delete(transaction.id)
    this.settle(transaction, undefined)
    this.rebalance(transaction, undefined)
    if (transaction.type !== "PayrollCheck") this.bury(transaction.type, transaction.id)
  }

  writeParty(kind: PartyKind, party: Party): void {
    const previous = this.parties[kind].get(party.id)
    this.parties[kind].set(party.id, party)
    if (previous !== undefined && previous.displayName !== party.displayName) this.namesRevision += 1
    this.touch(kind, party.id, previous === undefined ? "Create" : "Update")
  }

  writeAccount(account: LedgerAccount): void {
    const previous = this.accounts.get(account.id)
    this.accounts.set(account.id, account)
    if (previous?.name !== account.name) this.namesRevision += 1
    this.touch("Account", account.id, previous === undefined ? "Create" : "Update")
  }

  /** The source is no more and its documents name the target, without their own marks moving. */
  merge(kind: PartyKind, sourceId: string, targetId: string): void {
    this.parties[kind].delete(sourceId)
    for (const transaction of this.allTransactions()) {
      const repointed = repoint(transaction, kind, sourceId, targetId)
      if (repointed !== transaction) this.transactions.set(transaction.id, repointed)
    }
    this.namesRevision += 1
    this.bury(kind, sourceId)
    this.events.delete(markKey(kind, sourceId))
    this.touch(kind, targetId, "Merge", sourceId)
  }

  /** Raises the SyncToken, once per change, and tells. */
  touch(entity: EntityName, id: string, operation: Operation, deletedId: string | null = null): void {
    const key = markKey(entity, id)
    const mark = this.marks.get(key)
    const isNew = mark === undefined
    if (!this.bumped.has(key)) {
      this.marks.set(key, {
        syncToken: isNew ? 0 : mark.syncToken + 1,
        created: isNew ? this.at : mark.created,
        updated: this.at,
        extra: isNew ? {} : mark.extra
      })
    }
    this.bumped.add(key)
    // A creation stays one, and an update says less than what is already known to have happened.
    if (operation !== "Update" || !this.events.has(key)) this.events.set(key, { entity, id, operation, deletedId })
  }

  /** Adds members that stand in no books. */
  annotate(entity: EntityName, id: string, extra: { readonly [key: string]: Json | undefined }): void {
    const mark = this.marks.get(markKey(entity, id))
    if (mark !== undefined) this.marks.set(markKey(entity, id), { ...mark, extra: { ...mark.extra, ...extra } })
  }

  diverge(id: string, how: "hidden" | "unreported" | "none"): void {
    this.hidden.delete(id)
    this.unreported.delete(id)
    if (how === "hidden") this.hidden.add(id)
    if (how === "unreported") this.unreported.add(id)
  }

  done(): CompanyState {
    return {
      books: {
        ...this.before.books,
        accounts: [...this.accounts.values()],
        vendors: [...this.parties.Vendor.values()],
        customers: [...this.parties.Customer.values()],
        transactions: [...this.transactions.values()]
      },
      marks: this.marks,
      tombstones: this.tombstones,
      hidden: this.hidden,
      unreported: this.unreported,
      namesRevision: this.namesRevision,
      lastId: this.lastId,
      settings: this.before.settings
    }
  }

  private bury(entity: EntityName, id: string): void {
    this.marks.delete(markKey(entity, id))
    this.tombstones.push({ entity, id, at: this.at })
    this.events.set(markKey(entity, id), { entity, id, operation: "Delete", deletedId: null })
  }

  private settle(previous: Transaction | undefined, next: Transaction | undefined): void {
    const moved = new Map<string, { readonly part: AppliedPart; readonly amount: bigint }>()
    const add = (part: AppliedPart, sign: 1n | -1n) => {
      const key = markKey(part.type, part.id)
      moved.set(key, { part, amount: (moved.get(key)?.amount ?? 0n) + sign * part.amount })
    }
    for (const part of appliedOf(previous)) add(part, -1n)
    for (const part of appliedOf(next)) add(part, 1n)
    for (const { amount, part } of moved.values()) {
      if (amount !== 0n && this.transactions.has(part.id)) this.touch(part.type, part.id, "Update")
    }
  }

  private rebalance(previous: Transaction | undefined, next: Transaction | undefined): void {
    const moved = new Map<string, bigint>()
    const settled = { home: this.before.books.currency, transaction: (id: string) => this.transactions.get(id) }
    const add = (transaction: Transaction | undefined, sign: 1n | -1n) => {
      const postings = transaction === undefined ? [] : postingsOf(transaction, this.control, settled)
      for (const { accountId, amount, foreignAmount = amount, partyId } of postings) {
        const { currency, type } = this.accounts.get(accountId) ?? {}
        const keys = [markKey("Account", accountId)]
        if (partyId !== null && type === "Accounts Payable") keys.push(markKey("Vendor", partyId))
        if (partyId !== null && type === "Accounts Receivable") keys.push(markKey("Customer", partyId))
        // An account of another currency tells its balance in that: it moves with a document that is worth nothing at home, too.
        const told = currency === undefined ? amount : foreignAmount
        for (const key of keys) moved.set(key, (moved.get(key) ?? 0n) + sign * told)
      }
    }
    add(previous, -1n)
    add(next, 1n)
    for (const [key, amount] of moved) {
      const mark = this.marks.get(key)
      if (amount !== 0n && mark !== undefined) this.marks.set(key, { ...mark, updated: this.at })
    }
  }
}

const repoint = (transaction: Transaction, kind: PartyKind, sourceId: string, targetId: string): Transaction => {
  if (kind === "Vendor" && "vendorId" in transaction && transaction.vendorId === sourceId)
    return { ...transaction, vendorId: targetId }
  if (kind === "Customer" && "customerId" in transaction && transaction.customerId === sourceId)
    return { ...transaction, customerId: targetId }
  const moved = <Line extends { readonly partyId?: string }>(lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
    lines.map((line) => (line.partyId === sourceId ? { ...line, partyId: targetId } : line))
  if (transaction.type === "JournalEntry" && transaction.lines.some(({ partyId }) => partyId === sourceId))
    return { ...transaction, lines: moved(transaction.lines) }
  if (transaction.type === "Deposit" && transaction.lines.some(({ partyId }) => partyId === sourceId))
    return { ...transaction, lines: moved(transaction.lines) }
  return transaction
}
