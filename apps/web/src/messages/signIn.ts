export const signIn = {
  title: "Sign in",
  heading: (name: string): string => `Sign in to ${name}`,
  email: "Email",
  password: "Password",
  submit: "Sign in",
  busy: "Signing in",
  forgot: "Forgot password?",
  emailMissing: "Enter an email address.",
  passwordMissing: "Enter a password.",
  refused: "Email or password is not correct.",
  rateLimited: (seconds: number): string =>
    `Too many attempts. Try again in ${seconds === 1 ? "1 second" : `${seconds} seconds`}.`,
  ended: "Your session has ended. Sign in to go on.",
  reconnect: "Sign in to see the clients that QuickBooks needs to be reconnected for.",
  purpose: "What the books and the mail of your clients show, each figure and sentence with its source.",
  demo: "On this machine a demo member without a second factor signs in by password alone. Elsewhere owners and advisors need one.",
  other: "Sign in as somebody else",
  back: "Back to sign-in"
} as const
