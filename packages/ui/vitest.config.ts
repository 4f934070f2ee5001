import { storybookTest } from "@storybook/addon-vitest/vitest-plugin"
import { playwright } from "@vitest/browser-playwright"
import react from "@vitejs/plugin-react"
import { join } from "node:path"
import { loadEnv } from "vite"
import { defineConfig } from "vitest/config"

const configDir = join(import.meta.dirname, ".storybook")

const chromium = (colorScheme: "light" | "dark") =>
  playwright({
    launchOptions: {
      executablePath: loadEnv("test", import.meta.dirname, "CHROMIUM_")["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"]
    },
    contextOptions: { colorScheme, reducedMotion: "reduce" }
  })

/** Every story is a test: it renders, its play function holds, axe finds nothing. Once per theme. */
const stories = (theme: "light" | "dark") => ({
  extends: true as const,
  plugins: [storybookTest({ configDir })],
  test: {
    name: theme,
    browser: {
      enabled: true,
      headless: true,
      provider: chromium(theme),
      instances: [{ browser: "chromium" as const }],
      screenshotFailures: false
    }
  }
})

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  optimizeDeps: { include: ["react", "react-dom", "react-dom/client", "react/jsx-runtime", "react/jsx-dev-runtime"] },
  test: {
    projects: [stories("light"), stories("dark")]
  }
})
