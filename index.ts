export { type Config, defineConfig, type Secret, secret } from './cli/config.ts'
export type { Report } from './core/report.ts'
