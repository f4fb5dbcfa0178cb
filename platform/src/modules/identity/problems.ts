import { defineProblems, Problem } from '../../kit/problem.ts'

export const { problem, catalogue } = defineProblems({
  no_such_door: [404, 'There is nothing here'],
  json_needed: [415, 'Send the body as JSON, with `Content-Type: application/json`'],
  unreadable_json: [400, 'The body is not readable as JSON'],
  invalid_callback_url: [403, 'Lead back by a path of this market, such as `/tickets`'],
  too_many_attempts: [429, 'Too many attempts. Please wait a little, then try again'],
})

export const tooManyAttempts = (retryAfterSeconds: number) =>
  new Problem('too_many_attempts', ...catalogue.too_many_attempts, { retryAfterSeconds })
