import type { Meta, StoryObj } from "@storybook/react-vite"
import { Card } from "./Card.tsx"
import { Figure } from "./Figure.tsx"
import { Row, Rows } from "./Rows.tsx"

const meta = { component: Card } satisfies Meta<typeof Card>
export default meta
type Story = StoryObj<typeof meta>

const rows = (
  <Rows>
    <Row name="Operating" detail="1201" amount="11,480.55" />
    <Row name="Adline Media" detail="BL-884" when="7 days over" amount="3,250.00" />
    <Row name="Client media trust, not counted" amount="12,400.00" quiet />
  </Rows>
)

export const WithFigure: Story = {
  args: { title: "Cash", figure: <Figure value="$23,060.75" onOpen={() => undefined} />, children: rows }
}
export const WithFoot: Story = { args: { title: "Freshness", foot: "Next sync in 12 minutes", children: rows } }
