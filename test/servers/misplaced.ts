// Servers at which nothing of a contract is, each in a way that people meet.
import { type Recorder, type ServerReply, startRecorder } from './recorder.ts'

const login = '<!doctype html><title>Sign in</title><form method="post"></form>'
const html = { 'Content-Type': 'text/html; charset=utf-8' }
const json = { 'Content-Type': 'application/json' }

export const misplaced = {
  'answers 404 to everything': { status: 404, headers: json, body: '{"error":"no such path"}' },
  'answers 401 to everything': { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
  'answers 500 to everything': { status: 500, headers: json, body: '{"error":"out of order"}' },
  'redirects everything to a login': { status: 302, headers: { Location: 'https://login.example.com/start' } },
  'shows a page for everything': { status: 200, headers: html, body: login },
} satisfies Readonly<Record<string, ServerReply>>

export type Misplaced = keyof typeof misplaced

export const startMisplaced = (kind: Misplaced): Promise<Recorder> => startRecorder(() => misplaced[kind])
