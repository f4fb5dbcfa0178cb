// storefront/loads/auth.ts: the way in. Whoever is in already is sent on.
import { safeNext } from '../next.ts'
import { Redirect, type Loaded, type Visit } from './load.ts'

const nextOf = (visit: Visit) => safeNext(visit.url.searchParams.get('next'), '/tickets')

export async function signIn(visit: Visit): Promise<Loaded<'signIn'>> {
  const next = nextOf(visit)
  const query = visit.url.searchParams
  if (visit.fan) throw new Redirect(next)
  return {
    page: 'signIn',
    data: { next, error: query.get('error'), isReset: query.has('reset') },
    title: visit.t.auth.signIn,
    personal: true,
  }
}

export async function signUp(visit: Visit): Promise<Loaded<'signUp'>> {
  const next = nextOf(visit)
  if (visit.fan) throw new Redirect(next)
  return { page: 'signUp', data: { next }, title: visit.t.auth.signUp, personal: true }
}

/** Where a sign-up waits for its mail, and where a link that is too old leads. */
export async function verify(visit: Visit): Promise<Loaded<'verify'>> {
  const next = nextOf(visit)
  const query = visit.url.searchParams
  if (visit.fan) throw new Redirect(next)
  return {
    page: 'verify',
    data: { email: query.get('email'), next, invalid: query.has('error') },
    title: visit.t.auth.verifyTitle,
    personal: true,
  }
}

// Open to the signed-in too: a link in a mail signs in, and its fan may have no password yet.
export async function forgotPassword(visit: Visit): Promise<Loaded<'forgotPassword'>> {
  return { page: 'forgotPassword', data: { next: nextOf(visit) }, title: visit.t.auth.forgotTitle, personal: true }
}

export async function resetPassword(visit: Visit): Promise<Loaded<'resetPassword'>> {
  return {
    page: 'resetPassword',
    data: { token: visit.url.searchParams.get('token') || null, next: nextOf(visit) },
    title: visit.t.auth.resetTitle,
    personal: true,
    secret: true,
  }
}
