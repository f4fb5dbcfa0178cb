// Who went in, through which gate, and when.
import type { Scope } from '../../../kit/scope.ts'

type Admission = { id: string; eventId: string; ticketId: string; generation: number; by: object }

export const insertAdmission = (scope: Scope, { by, ...admission }: Admission) =>
  scope.db
    .insertInto('admissions')
    .values({ ...admission, admittedAt: scope.now, admittedBy: JSON.stringify(by) })
    .execute()
