// A small SMTP server for tests: it remembers what it took, and misbehaves as told.
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export type Taken = { from: string; to: string[]; data: string; helo: string }
export type Mood = 'kind' | 'busy' | 'unknown recipient' | 'hangs up' | 'takes it and hangs up'

export async function openSmtpServer() {
  const taken: Taken[] = []
  const sockets = new Set<Socket>()
  const state = { mood: 'kind' as Mood }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    serve(socket, state, (mail) => taken.push(mail))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    be: (mood: Mood) => void (state.mood = mood),
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function serve(socket: Socket, state: { mood: Mood }, take: (mail: Taken) => void): void {
  let mail: Taken = { from: '', to: [], data: '', helo: '' }
  let inData = false
  let rest = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 mail.test ready')

  const endOfData = () => {
    inData = false
    if (state.mood === 'busy') return void say('451 come again later')
    take(mail)
    mail = { ...mail, to: [], data: '' }
    if (state.mood === 'takes it and hangs up') return void socket.destroy()
    say('250 taken')
  }
  const command = (line: string) => {
    const [verb = ''] = line.toUpperCase().split(/[ :]/)
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (verb === 'EHLO' || verb === 'HELO') {
      mail.helo = line.split(' ')[1] ?? ''
      say('250 mail.test')
    } else if (verb === 'MAIL') {
      if (state.mood === 'hangs up') return void socket.destroy()
      mail.from = address
      say('250 ok')
    } else if (verb === 'RCPT') {
      if (state.mood === 'unknown recipient') return void say('550 nobody here by that name')
      mail.to.push(address)
      say('250 ok')
    } else if (verb === 'DATA') {
      inData = true
      say('354 go on')
    } else if (verb === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say(verb === 'RSET' || verb === 'NOOP' ? '250 ok' : '502 what?')
  }
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (!inData) command(line)
      else if (line === '.') endOfData()
      else mail.data += `${line.replace(/^\.\./, '.')}\r\n`
    }
  })
}
