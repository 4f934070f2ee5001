import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import type { CompanySource } from "../accounting/CompanySource.ts"
import type { EntityRow } from "../render/entityRows.ts"
import type { ChangeOrder } from "../store/ChangeOrder.ts"

/** A change a person makes in QuickBooks, so that there is something to be told of. */
export interface BookChange {
  readonly id: string
  readonly about: string
  /** Undefined when the books have nothing it could be made to. */
  readonly order: (company: CompanySource) => ChangeOrder | undefined
}

const idOf = (company: CompanySource, entity: EntityName, fits: (row: EntityRow) => boolean): string | undefined => {
  const id = company.rows(entity)?.find(fits)?.fields["Id"]
  return typeof id === "string" ? id : undefined
}

const isActive = ({ fields }: EntityRow): boolean => fields["Active"] === true

/** Nothing was paid on it, so that QuickBooks lets it be changed and deleted. */
const isUnpaid = ({ fields }: EntityRow): boolean => fields["Balance"] === fields["TotalAmt"] && fields["Balance"] !== "0.00"

export const bookChanges: ReadonlyArray<BookChange> = [
  {
    id: "new_bill",
    about: "A vendor's bill of 1,250.00 is entered.",
    order: (company) => {
      const vendorId = idOf(company, "Vendor", isActive)
      return vendorId === undefined ? undefined : { order: "create", document: { entity: "Bill", vendorId, amount: "1250.00" } }
    }
  },
  {
    id: "edit_bill",
    about: "The amount of an unpaid bill becomes 2,480.00.",
    order: (company) => {
      const id = idOf(company, "Bill", isUnpaid)
      return id === undefined ? undefined : { order: "editAmount", id, amount: "2480.00" }
    }
  },
  {
    id: "delete_bill",
    about: "An unpaid bill is deleted.",
    order: (company) => {
      const id = idOf(company, "Bill", isUnpaid)
      return id === undefined ? undefined : { order: "delete", id }
    }
  }
]
