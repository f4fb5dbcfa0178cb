// A file of one row, as pretix exports it.
export const CSV = [
  'Event slug,Order code,Position ID,Status,Email,Product,Variation,Price,Attendee name,Attendee email,Ticket secret',
  'show,ZZZZZ,1,Paid,zoe@example.org,Weekend,,10.00,Zoe,zoe@example.org,a-code-of-its-own-kind',
].join('\n')
