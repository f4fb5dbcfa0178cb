// Ends this process in good order when the one that started it is gone: npm, for one, passes on no kill.
const parent = process.ppid

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, 500).unref()
