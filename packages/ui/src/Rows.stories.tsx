import type { Meta, StoryObj } from "@storybook/react-vite"
import { Row, Rows } from "./Rows.tsx"

const meta = { component: Rows } satisfies Meta<typeof Rows>
export default meta
type Story = StoryObj<typeof meta>

export const Lines: Story = {
  args: {
    children: (
      <>
        <Row name="Operating" detail="1201" amount="11,480.55" />
        <Row name="Copperfield Printing and Binding of the Lower Valley" detail="20417" when="3 days over" amount="1,480.00" />
        <Row name="Client media trust, not counted" amount="12,400.00" quiet />
        <Row name="Bank balances differ from the balance report by more than 1 %" quiet wrap />
      </>
    )
  }
}
