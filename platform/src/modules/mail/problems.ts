import { defineProblems } from '../../kit/problem.ts'

export const { problem } = defineProblems({
  mail_not_found: [404, 'There is no such mail in the inbox'],
})
