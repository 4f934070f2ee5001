import type { Meta, StoryObj } from "@storybook/react-vite"
import { Cell, DataTable, GroupRow, HeadCell } from "./DataTable.tsx"

const meta = { component: DataTable } satisfies Meta<typeof DataTable>
export default meta
type Story = StoryObj<typeof meta>

export const Grouped: Story = {
  args: {
    label: "Clients",
    children: (
      <>
        <thead>
          <tr>
            <HeadCell>Client</HeadCell>
            <HeadCell numeric>Days</HeadCell>
          </tr>
        </thead>
        <tbody>
          <GroupRow name="Red" count={2} columns={2} />
          <tr>
            <Cell>Brightside Therapy</Cell>
            <Cell numeric>5</Cell>
          </tr>
          <tr>
            <Cell>Northlight Marketing</Cell>
            <Cell numeric>14</Cell>
          </tr>
        </tbody>
      </>
    )
  }
}
